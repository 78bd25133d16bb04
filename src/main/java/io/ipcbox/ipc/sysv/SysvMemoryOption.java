package io.ipcbox.ipc.sysv;

import io.ipcbox.ipc.libc.LibcSysvMemory;

/** How new shared memory is made. */
public enum SysvMemoryOption {
    /**
     * In huge pages of the system's default size ({@code SHM_HUGETLB}). They must have been set aside, {@code
     * /proc/sys/vm/nr_hugepages}, and this user be root or of the group in {@code /proc/sys/vm/hugetlb_shm_group}.
     */
    HUGE_PAGES(LibcSysvMemory.SHM_HUGETLB),
    /** In huge pages of 2 MiB, set aside in {@code /sys/kernel/mm/hugepages}. */
    HUGE_PAGES_2_MIB(LibcSysvMemory.SHM_HUGETLB | 21 << LibcSysvMemory.SHM_HUGE_SHIFT),
    /** In huge pages of 1 GiB. */
    HUGE_PAGES_1_GIB(LibcSysvMemory.SHM_HUGETLB | 30 << LibcSysvMemory.SHM_HUGE_SHIFT),
    /**
     * Without a claim on swap space or huge pages ({@code SHM_NORESERVE}): it can be larger than what there is, and a
     * store that finds none left raises an {@link InternalError}, or ends the process.
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
