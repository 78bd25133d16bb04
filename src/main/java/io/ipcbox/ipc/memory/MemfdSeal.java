package io.ipcbox.ipc.memory;

import java.util.EnumSet;
import java.util.Set;

/**
 * Operations that can be permanently forbidden on anonymous memory, for every process.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/F_GET_SEALS.2const.html">F_ADD_SEALS(2const)</a>
 */
public enum MemfdSeal {
    /** Adding seals. */
    SEAL(1),
    /** Shortening it: no mapping can lose its bytes. */
    SHRINK(2),
    /** Extending it. */
    GROW(4),
    /** Writing, also through mappings; refused (EBUSY) while a writable mapping exists. */
    WRITE(8),
    /** Writing, except through existing mappings; Linux 5.1 and later. */
    FUTURE_WRITE(16);

    private final int bit;

    MemfdSeal(int bit) {
        this.bit = bit;
    }

    static int bits(Set<MemfdSeal> seals) {
        return seals.stream().mapToInt(seal -> seal.bit).sum();
    }

    static Set<MemfdSeal> of(int bits) {
        Set<MemfdSeal> seals = EnumSet.noneOf(MemfdSeal.class);
        for (MemfdSeal seal : values()) {
            if ((bits & seal.bit) != 0) {
                seals.add(seal);
            }
        }
        return seals;
    }
}
