package io.ipcbox.process;

import java.util.concurrent.CountDownLatch;

/** A child for {@link ParentBondIT}: ties itself to its parent, prints its process id, and keeps running. */
final class BondedChild {
    private BondedChild() {}

    public static void main(String[] arguments) throws InterruptedException {
        ParentBond.tie(false);
        System.out.println(ProcessHandle.current().pid());
        new CountDownLatch(1).await();
    }
}
