package io.ipcbox.text;

/** The version of this program. */
public final class ProgramVersion {
    private ProgramVersion() {}

    /** What {@code --version} prints. */
    public static String text() {
        return "ipcbox " + number();
    }

    /** The version that the manifest of the jar names. */
    public static String number() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
