package io.ipcbox.console;

import io.ipcbox.process.ExitCode;

/** The next thing from the keyboard, a pipe or a file. */
public sealed interface Input permits TextLine, Input.Skipped, Input.End {
    /** A line that was skipped; the reason is for the user. */
    record Skipped(String reason) implements Input {}

    /** The end of the input; the reason, for the user, is empty at an ordinary end. */
    record End(int exitCode, String reason) implements Input {
        public static End ofInput() {
            return new End(ExitCode.DONE, "");
        }
    }
}
