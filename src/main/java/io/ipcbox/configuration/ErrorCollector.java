package io.ipcbox.configuration;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Watches one binding: writes down each value that cannot be converted, or lies outside its limits, puts the default in
 * its place and lets the binder go on to the next. One thread.
 */
final class ErrorCollector implements BindHandler {
    private final List<String> errors = new ArrayList<>();

    List<String> errors() {
        return errors;
    }

    @Override
    public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
        ConfigurationProperty property = context.getConfigurationProperty();
        if (property != null) {
            SettingLimits.of(name.toString())
                    .filter(limit -> !limit.accepts(result))
                    .ifPresent(limit -> add(property, "must be " + limit.description()));
        }
        return result;
    }

    @Override
    public @Nullable Object onFailure(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) throws Exception {
        ConfigurationProperty property = context.getConfigurationProperty();
        if (property == null) {
            throw error;
        }
        // A scalar in the place of a group, ipcbox.tcp=7000, has no limit: it is reported as an unknown setting.
        SettingLimits.of(name.toString()).ifPresent(limit -> add(property, "must be " + limit.description()));
        return null;
    }

    @Override
    public void onFinish(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, @Nullable Object result) {
        ConfigurationProperty property = context.getConfigurationProperty();
        if (result == null && property != null && property.getValue().toString().isEmpty()) {
            SettingLimits.of(name.toString()).ifPresent(limit -> add(property, "must be " + limit.description()));
        }
    }

    void add(ConfigurationProperty property, String problem) {
        String error = "%s=%s (%s): %s"
                .formatted(
                        property.getName(), property.getValue(), SettingOrigin.describe(property.getOrigin()), problem);
        if (!errors.contains(error)) {
            errors.add(error);
        }
    }
}
