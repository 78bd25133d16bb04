package io.ipcbox.ipc.sysv;

/**
 * Which message of a queue to take. Within the selection it is the oldest one. Immutable; make one and keep it.
 *
 * @param type as msgrcv(2) takes it: above zero, this type; zero, any; below zero, the lowest type that is not above
 *     its absolute value
 * @param except true to turn a type above zero around: any but this ({@code MSG_EXCEPT})
 */
public record SysvSelection(long type, boolean except) {
    /** The oldest message, whatever its type. */
    public static final SysvSelection ANY = new SysvSelection(0, false);

    public SysvSelection {
        if (except && type <= 0) {
            throw new IllegalArgumentException("only a type above zero can be excepted, type=" + type);
        }
    }

    /** @param type above zero */
    public static SysvSelection ofType(long type) {
        return new SysvSelection(SysvMessage.checkedType(type), false);
    }

    /**
     * The lowest type first, up to this one: a queue with priorities, 1 being the most urgent.
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
