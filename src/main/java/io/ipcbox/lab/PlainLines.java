package io.ipcbox.lab;

/** What the processes print and nothing else. */
record PlainLines(LabConsole console) implements Display {
    @Override
    public void line(String lane, String text) {
        console.line(text);
    }

    @Override
    public void step(String lane, String text) {
        // not asked for
    }
}
