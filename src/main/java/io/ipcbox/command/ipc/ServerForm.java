package io.ipcbox.command.ipc;

import picocli.CommandLine.Option;

/** Which of its three forms a noun without a verb has. */
final class ServerForm {
    @Option(
            names = {"-s", "--server"},
            description = "be the server: print what comes until Ctrl-C")
    boolean server;

    @Option(names = "--clean", description = "remove it, for everybody")
    boolean clean;
}
