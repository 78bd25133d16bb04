package io.ipcbox.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedResource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** The origin of a setting, in words that help the user to find it. */
final class SettingOrigin {
    private SettingOrigin() {}

    /** True for the defaults, which are packed into the jar. */
    static boolean isInJar(@Nullable Origin origin) {
        return switch (origin) {
            case TextResourceOrigin text -> isInJar(text.getResource());
            case PropertySourceOrigin source -> isInJar(source.getOrigin());
            case null, default -> false;
        };
    }

    static String describe(@Nullable Origin origin) {
        return switch (origin) {
            case TextResourceOrigin text -> describe(text);
            case SystemEnvironmentOrigin environment -> "environment variable " + environment.getProperty();
            case PropertySourceOrigin source -> describe(source);
            case null -> "unknown origin";
            default -> origin.toString();
        };
    }

    private static String describe(PropertySourceOrigin origin) {
        Origin exact = origin.getOrigin();
        if (exact != null) {
            return describe(exact);
        }
        return switch (origin.getPropertySource().getName()) {
            case CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME -> "command line";
            case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME -> "system property";
            default -> origin.getPropertySource().getName();
        };
    }

    private static String describe(TextResourceOrigin origin) {
        String place = describe(origin.getResource());
        TextResourceOrigin.Location location = origin.getLocation();
        return location == null ? place : place + ", line " + (location.getLine() + 1);
    }

    private static String describe(@Nullable Resource resource) {
        if (resource == null) {
            return "unknown file";
        }
        return resource.getFilename() + (isInJar(resource) ? " in the jar" : "");
    }

    private static boolean isInJar(@Nullable Resource resource) {
        return resource instanceof OriginTrackedResource tracked
                ? isInJar(tracked.getResource())
                : resource instanceof ClassPathResource;
    }
}
