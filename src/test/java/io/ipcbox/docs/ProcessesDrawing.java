package io.ipcbox.docs;

import java.nio.file.Path;
import java.util.List;

/** The four processes, with the text of the first block of the README; a test compares that block with a real run. */
final class ProcessesDrawing {
    private static final int CLIENT_X = 560;
    private static final int CLIENT_WIDTH = 280;
    private static final int CLIENT_HEIGHT = 76;
    private static final int SERVER_X = 20;
    private static final int SERVER_Y = 108;
    private static final int SERVER_WIDTH = 300;
    private static final List<String> MECHANISMS = List.of("TCP socket", "FIFO", "ring in /dev/shm");

    private ProcessesDrawing() {}

    static Drawing draw() {
        List<String> printed = MarkdownFile.read(Path.of("README.md"))
                .consoles()
                .findFirst()
                .orElseThrow()
                .lines();
        String typed = printed.stream()
                .filter(line -> line.startsWith("ipcbox> "))
                .findFirst()
                .orElseThrow();
        List<String> clients = printed.stream()
                .filter(line -> line.matches("Client\\d .* is ready"))
                .map(line -> line.replace(" is ready", ""))
                .toList();
        List<String> results = printed.subList(printed.indexOf(typed) + 1, printed.size());

        Drawing drawing = new Drawing(
                CLIENT_X + CLIENT_WIDTH + 20, 308, "A server sends the line that is typed to three clients");
        int serverMiddle = SERVER_Y + 46;
        for (int client = 0; client < MECHANISMS.size(); client++) {
            int y = 20 + client * (CLIENT_HEIGHT + 20);
            int middle = y + CLIENT_HEIGHT / 2;
            int from = SERVER_X + SERVER_WIDTH;
            drawing.line("M %d %d C %d %d, %d %d, %d %d"
                    .formatted(from, serverMiddle, from + 70, serverMiddle, from + 20, middle, from + 90, middle));
            drawing.line("M %d %d H %d".formatted(from + 90, middle, CLIENT_X));
            drawing.line("M %d %d l 8 6 l -8 6".formatted(CLIENT_X - 9, middle - 6));
            drawing.text(from + 96, middle - 8, "small", MECHANISMS.get(client));
            drawing.box(CLIENT_X, y, CLIENT_WIDTH, CLIENT_HEIGHT, "box");
            drawing.text(CLIENT_X + 16, y + 28, "title", clients.get(client));
            drawing.text(CLIENT_X + 16, y + 54, "output", results.get(client));
        }
        drawing.box(SERVER_X, SERVER_Y, SERVER_WIDTH, 92, "box");
        drawing.text(SERVER_X + 16, SERVER_Y + 34, "title", "Server");
        return drawing.text(SERVER_X + 16, SERVER_Y + 64, "input", typed);
    }
}
