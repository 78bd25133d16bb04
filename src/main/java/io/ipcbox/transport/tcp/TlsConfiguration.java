package io.ipcbox.transport.tcp;

import io.ipcbox.process.FailureText;
import io.ipcbox.settings.Settings;
import io.ipcbox.text.UsageException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** TLS for both ends of the TCP transport, from the bundle that the settings name; no bean if they name none. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(TlsConfiguration.BUNDLE)
@Import(SslAutoConfiguration.class)
class TlsConfiguration {
    static final String BUNDLE = "ipcbox.tcp.ssl-bundle";

    @Bean
    Tls tls(Settings settings, SslBundles bundles) {
        String name = String.valueOf(settings.tcp().sslBundle());
        try {
            return Tls.of(bundles.getBundle(name));
        } catch (NoSuchSslBundleException e) {
            throw bad(
                    name,
                    "there is no such bundle; define it: spring.ssl.bundle.pem." + name + ".keystore and .truststore");
        } catch (RuntimeException e) {
            throw bad(name, "the bundle cannot be used: " + FailureText.of(e));
        }
    }

    private static UsageException bad(String name, String problem) {
        return new UsageException(BUNDLE + "=" + name + ": " + problem);
    }
}
