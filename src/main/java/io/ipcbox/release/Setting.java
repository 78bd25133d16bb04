package io.ipcbox.release;

import io.ipcbox.settings.SettingLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting as {@code application.yml} explains it: in the comment above its line. Immutable.
 *
 * @param defaultValue empty if it has none
 */
record Setting(String name, String defaultValue, String text) {
    /** Also one that is commented out, because it has no default. */
    private static final Pattern LINE = Pattern.compile("( *)(# )?([a-z-]+):(?: (.*))?");

    private static final Pattern COMMENT = Pattern.compile(" *# (.*)");
    private static final int INDENT = 2;

    /** All that the first document of the file explains, in its order. */
    static List<Setting> allOf(String yaml) {
        List<Setting> settings = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        List<String> path = new ArrayList<>();
        for (String line : yaml.lines().takeWhile(line -> !line.equals("---")).toList()) {
            Matcher key = LINE.matcher(line);
            Matcher remark = COMMENT.matcher(line);
            String name = key.matches() ? nameOf(path, key) : "";
            if (SettingLimits.names().contains(name)) {
                settings.add(new Setting(name, defaultOf(key), String.join(" ", comment)));
                comment.clear();
            } else if (remark.matches()) {
                comment.add(remark.group(1));
            } else {
                comment.clear();
            }
        }
        return settings;
    }

    /** The whole name of a key, and the path to it for the lines below. */
    private static String nameOf(List<String> path, Matcher key) {
        int depth = key.group(1).length() / INDENT;
        path.subList(Math.min(depth, path.size()), path.size()).clear();
        String name = String.join(".", path) + (path.isEmpty() ? "" : ".") + key.group(3);
        if (key.group(2) == null) {
            path.add(key.group(3));
        }
        return name;
    }

    private static String defaultOf(Matcher key) {
        return key.group(2) == null ? Objects.requireNonNullElse(key.group(4), "") : "";
    }
}
