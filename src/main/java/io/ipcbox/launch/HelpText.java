package io.ipcbox.launch;

/** What {@code --help} prints. */
public final class HelpText {
    public static final String USAGE = """
        Usage: ipcbox [COMMAND] [OPTION]...

          up              the server and three clients under one prompt; so does no command at all
          server          the server alone: type integers, every client gets them
          client-socket   a client over TCP: shows the mean of each line
          client-pipe     a client over a named pipe: shows the median
          client-shm      a client over shared memory: shows the mode

        Integers are 64-bit. Mean and median are exact if the decimal ends within 15 digits after the point; \
        otherwise they are \
        rounded to 15 significant digits, but keep two after the point.

          posix msq|shm|sem   POSIX message queues, shared memory, semaphores: server, client, verbs
          sysv msq|shm|sem    the same of System V; posix msq --help, posix msq send --help and so on tell more

          lab         the classroom programs: lists them; lab pipe, queue, memory, race, deadlock
          scheduler   init and Scheduler, six processes
          counter     a counter in shared memory, until Ctrl-C; all of them take --explain and --help

        The first five may also be started as java -jar ipcbox.jar --spring.profiles.active=COMMAND.

        Options, before or behind the command:
          --ipcbox.NAME=VALUE   a setting, such as --ipcbox.tcp.port=7000; application.yml lists all
          --debug               logs, and stack traces of failures, on stderr
          --help, -h            this text
          --version, -V         the version

        Exit codes: 0 done, 1 failed, 2 used wrongly, 3 gave up on a client that kept crashing, 130 on Ctrl-C.
        """;

    private HelpText() {}
}
