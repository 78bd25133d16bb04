package io.ipcbox.benchmark.ring;

/** A way to get messages from one process to others. A link is one direction, and has a name. */
interface Contender {
    /** Makes the link; returns when the readers can be there, or are. */
    Outlet outlet(String link, BenchmarkSettings settings) throws Exception;

    /** Joins the link, waiting for it to be made. */
    Inlet inlet(String link, BenchmarkSettings settings) throws Exception;

    static Contender named(String name) {
        return switch (name) {
            case "ipcbox" -> new IpcboxContender();
            case "aeron" -> new AeronContender();
            case "agrona-ring" -> new AgronaRingContender();
            case "agrona-broadcast" -> new AgronaBroadcastContender();
            case "chronicle" -> new ChronicleContender();
            case "jeromq" -> new JeroMqContender();
            case "jdk-unix", "jdk-tcp" -> new SocketContender(name.equals("jdk-tcp"));
            default -> throw new IllegalArgumentException("no contender has the name " + name);
        };
    }
}
