package io.ipcbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keys with certificates of their own, made by the JDK's keytool, and options that put them to use. */
final class Certificates {
    private static final String BUNDLE = "--ipcbox.tcp.ssl-bundle=lab";
    private static final String PASSWORD = "not-secret";

    private final Path directory;

    Certificates(Path directory) {
        this.directory = directory;
    }

    /** A key and its certificate for this machine's addresses. */
    void make(String name) {
        make(name, "ip:127.0.0.1,dns:localhost");
    }

    /** A key and its certificate for these addresses. */
    void make(String name, String addresses) {
        keytool(
                "-genkeypair",
                "-keystore",
                store(name).toString(),
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + addresses);
        keytool("-exportcert", "-rfc", "-keystore", store(name).toString(), "-alias", name, "-file", file(name));
    }

    /** Options for somebody who has one key and trusts another. */
    List<String> options(String own, String trusted) {
        List<String> options = new ArrayList<>(keyOptions(own));
        options.addAll(trustStoreOptions(trusted));
        return options;
    }

    /** Options for somebody who trusts one and has no key. */
    List<String> trustOptions(String trusted) {
        List<String> options = new ArrayList<>(List.of(BUNDLE));
        options.addAll(trustStoreOptions(trusted));
        return options;
    }

    private List<String> trustStoreOptions(String trusted) {
        Path trust = directory.resolve("trusts-" + trusted + ".p12");
        if (Files.notExists(trust)) {
            keytool(
                    "-importcert",
                    "-noprompt",
                    "-keystore",
                    trust.toString(),
                    "-alias",
                    trusted,
                    "-file",
                    file(trusted));
        }
        return storeOptions("truststore", trust);
    }

    /** Options for somebody who has a key and trusts nobody in particular. */
    List<String> keyOptions(String own) {
        List<String> options = new ArrayList<>(List.of(BUNDLE));
        options.addAll(storeOptions("keystore", store(own)));
        return options;
    }

    private static List<String> storeOptions(String kind, Path store) {
        String prefix = "--spring.ssl.bundle.jks.lab." + kind;
        return List.of(prefix + ".location=" + store, prefix + ".password=" + PASSWORD, prefix + ".type=PKCS12");
    }

    private Path store(String name) {
        return directory.resolve(name + ".p12");
    }

    private String file(String name) {
        return directory.resolve(name + ".pem").toString();
    }

    private static void keytool(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(keytool.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
