package io.ipcbox.launch;

import io.ipcbox.console.StreamConsole;
import io.ipcbox.ipc.Deadline;
import io.ipcbox.process.ExitCode;
import io.ipcbox.process.ProcessName;
import io.ipcbox.process.SameProgram;
import io.ipcbox.server.BroadcastServer;
import io.ipcbox.settings.SettingsInitializer;
import io.ipcbox.supervise.ClientSpec;
import io.ipcbox.supervise.ClientSupervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs one role: starts its Spring context, whose {@code ApplicationRunner} does the work, and closes it; on a signal,
 * {@link OrderlyEnd} closes it. One use.
 */
public final class RoleLauncher {
    /** How long clients have to finish the last line after the end of the stream. */
    private static final Duration LAST_LINE = Duration.ofSeconds(10);

    private final CommandLine commandLine;
    private final OrderlyEnd end = OrderlyEnd.install();

    public RoleLauncher(CommandLine commandLine) {
        this.commandLine = commandLine;
    }

    /** Runs the role to its end, and returns the exit code. */
    public int run(Role role) {
        ProcessName.set(role.processName());
        if (!commandLine.wantsLogs()) {
            Failures.silenceLogs();
        }
        return role == Role.UP ? runWithClients() : run(application(), role);
    }

    private int runWithClients() {
        // First of all: their JVMs start while this one reads its settings and creates its context.
        List<ClientSpec> lineUp = Role.LINE_UP.stream().map(this::client).toList();
        ClientSupervisor clients = end.start(() -> ClientSupervisor.start(lineUp, RoleLauncher::giveUp));
        SpringApplication application = application();
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("clientSupervisor", clients));
        int exitCode = run(application, Role.UP);
        OrderlyEnd.awaitEnd(clients, LAST_LINE);
        return exitCode;
    }

    private int run(SpringApplication application, Role role) {
        List<String> arguments = new ArrayList<>(commandLine.settings());
        arguments.add("--spring.profiles.active=" + role.profiles());
        try (ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new))) {
            if (role == Role.UP) {
                context.getBean(BroadcastServer.class).awaitClients(Deadline.after(LAST_LINE));
            }
            return exitCode(context);
        } finally {
            end.settled();
        }
    }

    // SpringApplication.exit would print a stack trace if a signal has closed the context in the meantime.
    private static int exitCode(ConfigurableApplicationContext context) {
        return context.getBeanProvider(ExitCodeGenerator.class).stream()
                .mapToInt(ExitCodeGenerator::getExitCode)
                .max()
                .orElse(ExitCode.DONE);
    }

    private SpringApplication application() {
        SpringApplication application = new SpringApplication(Launcher.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(commandLine.debug());
        application.setDefaultProperties(Map.of("logging.level.root", commandLine.debug() ? "info" : "off"));
        application.addInitializers(new SettingsInitializer());
        // OrderlyEnd closes the context; Spring's own hook would run at the same time as the one that ends all waits.
        application.setRegisterShutdownHook(false);
        application.addInitializers(end::starting);
        application.addListeners((ApplicationListener<ApplicationStartedEvent>) event -> end.started());
        return application;
    }

    private ClientSpec client(Role role) {
        List<String> arguments = new ArrayList<>(List.of(role.word()));
        arguments.addAll(commandLine.settings());
        if (commandLine.debug()) {
            arguments.add("--debug");
        }
        return new ClientSpec(role.word(), SameProgram.child(arguments));
    }

    private static void giveUp(String reason) {
        StreamConsole.standard().error(reason);
        System.exit(ExitCode.GAVE_UP);
    }
}
