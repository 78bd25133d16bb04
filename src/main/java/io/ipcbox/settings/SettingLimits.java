package io.ipcbox.settings;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** The name and limit of every setting, from the components of {@link Settings}. Any thread may call. */
public final class SettingLimits {
    private static final Map<String, RecordComponent> ALL = new TreeMap<>();

    static {
        add("ipcbox", Settings.class);
    }

    private SettingLimits() {}

    private static void add(String group, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = group + "." + DataObjectPropertyName.toDashedForm(component.getName());
            if (component.getType().isRecord()) {
                add(name, component.getType());
            } else {
                ALL.put(name, component);
            }
        }
    }

    /** The names of all settings, in their canonical form, sorted. */
    public static Set<String> names() {
        return ALL.keySet();
    }

    /** True for a setting that may be given without a value, which means {@code true}. */
    public static boolean isFlag(String name) {
        RecordComponent component = ALL.get(name);
        return component != null && component.getType() == boolean.class;
    }

    /** What the value of a setting must be, as a phrase: {@code a time from 0s to 1h, such as 500ms or 2s}. */
    public static String description(String name) {
        return of(name).orElseThrow().description();
    }

    /** The values of a setting that has only a few, else none. */
    public static List<String> choices(String name) {
        RecordComponent component = ALL.get(name);
        return component == null ? List.of() : SettingRule.choices(component.getType());
    }

    static Optional<SettingRule> of(String name) {
        return Optional.ofNullable(ALL.get(name)).map(SettingRule::of);
    }
}
