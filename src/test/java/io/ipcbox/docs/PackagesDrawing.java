package io.ipcbox.docs;

import io.ipcbox.support.PackageTable;
import io.ipcbox.support.PackageTable.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table of packages as floors: a package stands one floor above the highest one that it may use. The
 * packages of the library have a different colour.
 */
final class PackagesDrawing {
    private static final int BOX_WIDTH = 320;
    private static final int BOX_HEIGHT = 46;
    private static final int GAP = 14;
    private static final int WIDTH = 3 * BOX_WIDTH + 4 * GAP;

    private final TreeMap<Integer, List<Row>> floors = new TreeMap<>();
    private final Map<String, Integer> floorOf = new HashMap<>();

    private PackagesDrawing() {
        for (Row row : PackageTable.fromTheBottom()) {
            int floor = row.mayUse().stream().mapToInt(floorOf::get).max().orElse(-1) + 1;
            floorOf.put(row.name(), floor);
            floors.computeIfAbsent(floor, _ -> new ArrayList<>()).addFirst(row);
        }
    }

    static Drawing draw() {
        return new PackagesDrawing().drawn();
    }

    private Drawing drawn() {
        int height = floors.size() * (BOX_HEIGHT + GAP) + GAP;
        Drawing drawing = new Drawing(WIDTH, height, "The packages of ipcbox: each uses only packages on lower floors");
        int y = GAP;
        for (List<Row> floor : floors.descendingMap().values()) {
            int x = (WIDTH - floor.size() * (BOX_WIDTH + GAP) + GAP) / 2;
            for (Row row : floor) {
                box(drawing, row, x, y);
                x += BOX_WIDTH + GAP;
            }
            y += BOX_HEIGHT + GAP;
        }
        return drawing;
    }

    private static void box(Drawing drawing, Row row, int x, int y) {
        boolean isLibrary = row.name().matches("ring|ipc(\\..*)?");
        drawing.box(x, y, BOX_WIDTH, BOX_HEIGHT, isLibrary ? "library" : "box");
        drawing.text(x + 12, y + 19, "title", row.name().equals("here") ? "io.ipcbox" : row.name());
        drawing.text(x + 12, y + 36, "small", row.holds());
    }
}
