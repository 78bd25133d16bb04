package io.ipcbox.ipc.sysv;

/**
 * Selects the message to receive from a queue; the oldest, if several match. Immutable and reusable.
 *
 * @param type as for msgrcv(2): above zero, this type; zero, any; below zero, the lowest type up to its absolute value
 * @param except true to select any type but this one ({@code MSG_EXCEPT})
 */
public record SysvSelection(long type, boolean except) {
    /** The oldest message, whatever its type. */
    public static final SysvSelection ANY = new SysvSelection(0, false);

    public SysvSelection {
        if (except && type <= 0) {
            throw new IllegalArgumentException("only a type above zero can be excluded, type=" + type);
        }
    }

    /** @param type above zero */
    public static SysvSelection ofType(long type) {
        return new SysvSelection(SysvMessage.checkedType(type), false);
    }

    /**
     * The lowest type first, up to this one: types as priorities, of which 1 is the most urgent.
     *
     * @param type above zero
     */
    public static SysvSelection lowestUpTo(long type) {
        return new SysvSelection(-SysvMessage.checkedType(type), false);
    }

    /** @param type above zero */
    public static SysvSelection except(long type) {
        return new SysvSelection(SysvMessage.checkedType(type), true);
    }
}
