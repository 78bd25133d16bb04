package io.ipcbox.text;

/** Which version of the program this is. */
public final class ProgramVersion {
    private ProgramVersion() {}

    /** As {@code --version} prints it. */
    public static String text() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return "ipcbox " + (version == null ? "(not packaged)" : version);
    }
}
