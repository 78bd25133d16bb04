package io.ipcbox.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.release.Installation.Outcome;
import io.ipcbox.support.NoLeftovers;
import io.ipcbox.support.UniqueNames;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootVersion;

/**
 * The library as its users get it: installed as {@code ./mvnw install} does, but into a repository of this test, and used
 * by projects of their own.
 */
@ExtendWith(NoLeftovers.class)
@Timeout(300)
class LibraryIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path JDK = Path.of(System.getProperty("java.home"), "bin");
    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    /** What a user of the library meets; everything else in it is hidden. */
    private static final String[] EXPORTED = {
        "io.ipcbox.ipc",
        "io.ipcbox.ipc.memory",
        "io.ipcbox.ipc.pipe",
        "io.ipcbox.ipc.posix",
        "io.ipcbox.ipc.sysv",
        "io.ipcbox.ipc.unix",
        "io.ipcbox.ring"
    };

    @TempDir
    static Path directory;

    private static String version;

    private final String queue = UniqueNames.next();

    @BeforeAll
    @Timeout(300)
    static void install() throws Exception {
        maven(PROJECT, "install:install-file@library");
        try (Stream<Path> versions = Files.list(artifacts()).filter(Files::isDirectory)) {
            version = versions.findFirst().orElseThrow().getFileName().toString();
        }
    }

    @Test
    void jarHoldsTheModuleAndNothingOfTheProgram() throws Exception {
        ModuleDescriptor module = ModuleFinder.of(installed(".jar"))
                .find("io.ipcbox.ipc")
                .orElseThrow()
                .descriptor();

        assertThat(module.exports().stream().map(ModuleDescriptor.Exports::source))
                .containsExactlyInAnyOrder(EXPORTED);
        assertThat(module.packages())
                .allMatch(name -> name.equals("io.ipcbox.ring") || (name + ".").startsWith("io.ipcbox.ipc."));
        assertThat(module.requires())
                .noneMatch(required -> !required.name().equals("java.base")
                        && !required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC));
        assertThat(filesIn(installed(".jar")))
                .allMatch(name -> name.endsWith(".class") || name.startsWith("/META-INF/"));
    }

    @Test
    void itsPomNamesNothingButAnOptionalDependency() throws IOException {
        assertThat(Files.readString(installed(".pom")))
                .doesNotContain("@", "<parent>")
                .containsOnlyOnce("<dependency>")
                .containsOnlyOnce("<optional>true</optional>");
    }

    @Test
    void sourcesAndDocumentationComeWithIt() throws IOException {
        assertThat(filesIn(installed("-sources.jar")))
                .contains("/module-info.java", "/io/ipcbox/ring/RingReader.java")
                .noneMatch(name -> name.startsWith("/io/ipcbox/launch/"));
        assertThat(filesIn(installed("-javadoc.jar")).stream()
                        .filter(name -> name.endsWith("/package-summary.html"))
                        .map(name -> name.substring(1, name.lastIndexOf('/')).replace('/', '.')))
                .containsExactlyInAnyOrder(EXPORTED);
    }

    @Test
    void plainProjectUsesIt() throws Exception {
        Path project = project("plain", "", "");

        maven(project, "compile");

        assertThat(succeed(
                        project,
                        JDK.resolve("java"),
                        NATIVE_ACCESS,
                        "-cp",
                        "target/classes:" + installed(".jar"),
                        "Hello"))
                .isEqualTo("hello\n");
    }

    @Test
    void projectWithTheParentOfSpringBootUsesIt() throws Exception {
        Path project = project("boot", """
                <parent>
                  <groupId>org.springframework.boot</groupId>
                  <artifactId>spring-boot-starter-parent</artifactId>
                  <version>%s</version>
                </parent>
                """.formatted(SpringBootVersion.getVersion()), """
                <plugin>
                  <groupId>org.springframework.boot</groupId>
                  <artifactId>spring-boot-maven-plugin</artifactId>
                </plugin>
                """);

        maven(project, "-Dmaven.test.skip=true", "package");

        assertThat(succeed(project, JDK.resolve("java"), NATIVE_ACCESS, "-jar", "target/boot-1.jar"))
                .isEqualTo("hello\n");
    }

    @Test
    void imageOfAModularProgramHoldsIt() throws Exception {
        Path project = Files.createDirectory(directory.resolve("image"));
        Path source = Files.createDirectories(project.resolve("hello")).resolve("Hello.java");
        Files.writeString(source, "package hello;\n" + program());
        Path module =
                Files.writeString(project.resolve("module-info.java"), "module hello { requires io.ipcbox.ipc; }");
        String jar = installed(".jar").toString();

        succeed(project, JDK.resolve("javac"), "-p", jar, "-d", "classes", module.toString(), source.toString());
        succeed(project, JDK.resolve("jlink"), "-p", jar + ":classes", "--add-modules", "hello", "--output", "image");

        assertThat(succeed(
                        project,
                        project.resolve("image/bin/java"),
                        "--enable-native-access=io.ipcbox.ipc",
                        "-m",
                        "hello/hello.Hello"))
                .isEqualTo("hello\n");
    }

    @Test
    void modularProgramCannotUseWhatIsHidden() throws Exception {
        Path project = Files.createDirectory(directory.resolve("curious"));
        Files.writeString(project.resolve("module-info.java"), "module curious { requires io.ipcbox.ipc; }");
        Files.createDirectory(project.resolve("curious"));
        Files.writeString(project.resolve("curious/Curious.java"), """
                package curious;

                import io.ipcbox.ipc.hook.CallTrace;
                import io.ipcbox.ipc.libc.LibcFile;
                import io.ipcbox.ipc.mapping.AddressSpace;
                import io.ipcbox.ipc.mapping.MemoryFaults;
                import io.ipcbox.ipc.waiting.AsymmetricFence;

                class Curious {}
                """);

        Outcome outcome = Installation.run(
                project,
                "",
                List.of(
                        JDK.resolve("javac").toString(),
                        "-p",
                        installed(".jar").toString(),
                        "-d",
                        "classes",
                        "module-info.java",
                        "curious/Curious.java"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("package io.ipcbox.ipc.hook is not visible")
                .contains("package io.ipcbox.ipc.libc is not visible")
                .contains("package io.ipcbox.ipc.mapping is not visible")
                .contains("package io.ipcbox.ipc.waiting is not visible")
                .contains("5 errors");
    }

    /** A project with that program; with these elements in its POM. */
    private Path project(String name, String parent, String plugin) throws IOException {
        Path project = Files.createDirectory(directory.resolve(name));
        Files.writeString(
                Files.createDirectories(project.resolve("src/main/java")).resolve("Hello.java"), program());
        Files.writeString(
                project.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                %s  <groupId>example</groupId>
                  <artifactId>%s</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>25</maven.compiler.release>
                    <java.version>25</java.version>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                    <dependency>
                      <groupId>io.ipcbox</groupId>
                      <artifactId>ipcbox-ipc</artifactId>
                      <version>%s</version>
                    </dependency>
                %s  </dependencies>
                  <build>
                    <plugins>
                %s    </plugins>
                  </build>
                </project>
                """.formatted(parent, name, version, parent.isEmpty() ? "" : """
                    <dependency>
                      <groupId>org.springframework.boot</groupId>
                      <artifactId>spring-boot-starter</artifactId>
                    </dependency>
                """, plugin));
        return project;
    }

    private String program() {
        return """
                import io.ipcbox.ipc.*;
                import io.ipcbox.ipc.posix.*;
                import java.time.Duration;

                public class Hello {
                    public static void main(String[] arguments) {
                        try (var queue = PosixMessageQueue.create("%1$s", Permissions.OWNER_ONLY, PosixQueueLimits.SYSTEM_DEFAULT)) {
                            queue.send("hello".getBytes(), 0, Duration.ZERO);
                            System.out.println(new String(queue.receive(Duration.ZERO).orElseThrow().data()));
                        } finally {
                            PosixMessageQueue.unlink("%1$s");
                        }
                    }
                }
                """.formatted(queue);
    }

    private static Path artifacts() {
        return directory.resolve("repository/io/ipcbox/ipcbox-ipc");
    }

    private static Path installed(String suffix) {
        return artifacts().resolve(version).resolve("ipcbox-ipc-" + version + suffix);
    }

    private static List<String> filesIn(Path jar) throws IOException {
        try (FileSystem content = FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.walk(content.getPath("/"))) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList();
        }
    }

    /** Runs Maven with a repository of this test, before that of the user, which spares downloads. */
    private static void maven(Path project, String... arguments) throws Exception {
        String user = System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository");
        succeed(
                project,
                Path.of("env"),
                Stream.concat(
                                Stream.of(
                                        "JAVA_HOME=" + System.getProperty("java.home"),
                                        PROJECT.resolve("mvnw").toString(),
                                        "-ntp",
                                        "-q",
                                        "-Dmaven.repo.local=" + directory.resolve("repository"),
                                        "-Dmaven.repo.local.tail=" + user),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /** Runs a program that must do well, and returns what it printed. */
    private static String succeed(Path project, Path program, String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList();
        Outcome outcome = Installation.run(project, "", command);
        assertThat(outcome.exitCode())
                .as(command + "\n" + outcome.out() + outcome.err())
                .isZero();
        return outcome.out();
    }
}
