package io.ipcbox.console;

import io.ipcbox.process.ExitCode;

/** What comes next from the keyboard, a pipe or a file. */
public sealed interface Input permits TextLine, Input.Skipped, Input.End {
    /** A line that was skipped; the reason is for the user. */
    record Skipped(String reason) implements Input {}

    /** Nothing more comes; the reason, for the user, is empty if that is as it should be. */
    record End(int exitCode, String reason) implements Input {
        public static End ofInput() {
            return new End(ExitCode.DONE, "");
        }
    }
}
