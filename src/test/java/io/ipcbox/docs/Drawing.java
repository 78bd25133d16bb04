package io.ipcbox.docs;

/**
 * An SVG of boxes, lines and text. It has its own dark background, so it is readable on any page. Lengths are in pixels.
 */
final class Drawing {
    private static final String STYLE = """
            <style>
            text { font: 14px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #e6edf3 }
            .small { font-size: 12px; fill: #a9b4c0 }
            .input { fill: #7ee787 }
            .title { font-weight: bold; fill: #79c0ff }
            .box { fill: #161b22; stroke: #57606a }
            .library { fill: #12261e; stroke: #3fb950 }
            .line { fill: none; stroke: #8b949e; stroke-width: 1.5 }
            </style>
            """;

    private final StringBuilder body = new StringBuilder();
    private final String frame;

    /** @param description for screen readers */
    Drawing(int width, int height, String description) {
        frame = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" role="img">
                <title>%s</title>
                %s<rect width="100%%" height="100%%" rx="10" fill="#0d1117"/>
                """.formatted(width, height, width, escaped(description), STYLE);
    }

    Drawing box(int x, int y, int width, int height, String style) {
        return add("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" class=\"%s\"/>"
                .formatted(x, y, width, height, style));
    }

    Drawing text(int x, int y, String style, String text) {
        return add("<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>".formatted(x, y, style, escaped(text)));
    }

    /** A line along an SVG path. */
    Drawing line(String path) {
        return add("<path d=\"%s\" class=\"line\"/>".formatted(path));
    }

    private Drawing add(String element) {
        body.append(element).append('\n');
        return this;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return frame + body + "</svg>\n";
    }
}
