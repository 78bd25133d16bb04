package io.ipcbox.text;

/** Which version of the program this is. */
public final class ProgramVersion {
    private ProgramVersion() {}

    /** As {@code --version} prints it. */
    public static String text() {
        return "ipcbox " + number();
    }

    /** As the jar has it. */
    public static String number() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
