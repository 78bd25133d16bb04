package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.libc.LibcSysvMemory;

/** How new shared memory is allocated. */
public enum SysvMemoryOption {
    /**
     * Huge pages of the system's default size ({@code SHM_HUGETLB}), which must have been reserved in {@code
     * /proc/sys/vm/nr_hugepages}. Requires root or membership of the group in {@code /proc/sys/vm/hugetlb_shm_group}.
     */
    HUGE_PAGES(LibcSysvMemory.SHM_HUGETLB),
    /** Huge pages of 2 MiB, reserved in {@code /sys/kernel/mm/hugepages}. */
    HUGE_PAGES_2_MIB(LibcSysvMemory.SHM_HUGETLB | 21 << LibcSysvMemory.SHM_HUGE_SHIFT),
    /** Huge pages of 1 GiB. */
    HUGE_PAGES_1_GIB(LibcSysvMemory.SHM_HUGETLB | 30 << LibcSysvMemory.SHM_HUGE_SHIFT),
    /**
     * No reservation of swap space or huge pages ({@code SHM_NORESERVE}): the memory can be larger than what is
     * available, and a store that finds no page left throws an {@link InternalError} or ends the process.
     */
    NO_RESERVE(LibcSysvMemory.SHM_NORESERVE);

    private final int flags;

    SysvMemoryOption(int flags) {
        this.flags = flags;
    }

    int flags() {
        return flags;
    }

    boolean isHuge() {
        return (flags & LibcSysvMemory.SHM_HUGETLB) != 0;
    }
}
