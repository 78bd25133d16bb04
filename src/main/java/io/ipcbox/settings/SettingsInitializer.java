package io.ipcbox.settings;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Reads the settings before a context creates its first bean, and registers them there. A test of a part of the program
 * uses it in {@code @ContextConfiguration(initializers = …)}.
 */
public final class SettingsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** @throws BadConfigurationException if the settings cannot be used; the context has no bean yet */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Settings settings = SettingsReader.read(context.getEnvironment());
        context.getBeanFactory().registerSingleton("settings", settings);
    }
}
