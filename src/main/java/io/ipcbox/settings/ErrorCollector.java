package io.ipcbox.settings;

import io.ipcbox.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Collects the errors of one binding: records each value that cannot be converted or is outside its limits, replaces it
 * by the default, and lets the binder go on. For one thread.
 */
final class ErrorCollector implements BindHandler {
    private static final int LONGEST_SHOWN = 100;

    private final List<String> errors = new ArrayList<>();
    private final List<Exception> failures = new ArrayList<>();

    /**
     * Ends the binding.
     *
     * @throws BadConfigurationException if there was any error
     */
    void conclude() {
        if (!errors.isEmpty()) {
            throw new BadConfigurationException(errors);
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("cannot bind the settings", failures.getFirst());
        }
    }

    @Override
    public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
        check(name, context, limit -> limit.holds().test(result));
        return result;
    }

    @Override
    public @Nullable Object onFailure(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
        check(name, context, limit -> false);
        failures.add(error);
        return null;
    }

    /** Most types convert an empty value to null, which the binder treats as not given. */
    @Override
    public void onFinish(
            ConfigurationPropertyName name, Bindable<?> target, BindContext context, @Nullable Object result) {
        if (result == null) {
            check(name, context, limit -> false);
        }
    }

    // The context keeps a property until it finds the next one, so it may belong to another name. A value for a group,
    // as in ipcbox.tcp=7000, has no limit: it is reported as an unknown setting.
    private void check(ConfigurationPropertyName name, BindContext context, Predicate<SettingRule> good) {
        ConfigurationProperty property = context.getConfigurationProperty();
        if (property != null && name.equals(property.getName())) {
            SettingLimits.of(name.toString())
                    .filter(good.negate())
                    .ifPresent(limit -> add(property, "must be " + limit.description()));
        }
    }

    void add(ConfigurationProperty property, String problem) {
        String error = "%s=%s (%s): %s"
                .formatted(
                        shown(property.getName()),
                        shown(property.getValue()),
                        SettingOrigin.describe(property.getOrigin()),
                        problem);
        if (!errors.contains(error)) {
            errors.add(error);
        }
    }

    private static String shown(Object nameOrValue) {
        return Printable.escape(nameOrValue.toString(), LONGEST_SHOWN);
    }
}
