package dev.morgana.image.configuration;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A device graph as a picture: layers of boxes, and a line from each to what it stands on. Readable on light and dark ground.
final class DeviceGraphSvg {
    private static final int CHARACTER = 8;
    private static final int SMALL_CHARACTER = 7;
    private static final int BOX_HEIGHT = 46;
    private static final int LAYER_HEIGHT = 96;
    private static final int GAP = 18;
    private static final int MARGIN = 20;

    private static final String STYLE =
            """
            text { font: 14px system-ui, sans-serif; text-anchor: middle; fill: #1a1a1a }
            .detail { font-size: 12px; fill: #555 }
            rect { stroke: #555; stroke-width: 1; rx: 6 }
            .program { fill: #ffe3b3 } .service { fill: #d8ecff } .device { fill: #dff3d8 }
            .ground { fill: #fff; stroke: none }
            path { stroke: #888; stroke-width: 1.2; fill: none }
            """;

    private record Box(double x, double y, double width) {
        double middle() {
            return x + width / 2;
        }
    }

    private final DeviceGraph graph;
    private final Map<String, Box> boxes = new HashMap<>();
    private final double width;

    private DeviceGraphSvg(DeviceGraph graph) {
        this.graph = graph;
        this.width =
                graph.layers().stream().mapToDouble(DeviceGraphSvg::widthOf).max().orElse(0)
                        + 2 * MARGIN;
    }

    /// The picture, a whole SVG file.
    static String of(DeviceGraph graph) {
        return new DeviceGraphSvg(graph).draw();
    }

    private String draw() {
        place();
        double height =
                graph.layers().size() * LAYER_HEIGHT - LAYER_HEIGHT + BOX_HEIGHT + 2 * MARGIN;
        var text = new StringBuilder();
        text.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" role=\"img\">%n"
                        .formatted(width, height, width, height));
        text.append("<title>")
                .append(escaped("The machine of " + graph.title()))
                .append("</title>\n");
        text.append("<style>\n").append(STYLE).append("</style>\n");
        text.append("<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n");
        graph.edges().forEach(edge -> line(edge, text));
        graph.layers().forEach(layer -> layer.forEach(part -> box(part, text)));
        return text.append("</svg>\n").toString();
    }

    private void place() {
        double y = MARGIN;
        for (var layer : graph.layers()) {
            double x = middle(layer) - widthOf(layer) / 2;
            for (var part : layer) {
                boxes.put(part.id(), new Box(x, y, widthOf(part)));
                x += widthOf(part) + GAP;
            }
            y += LAYER_HEIGHT;
        }
    }

    /// Where the middle of a layer lies: that of a single part below those that stand on it, so that other lines pass beside it.
    private double middle(List<DeviceGraph.Part> layer) {
        if (layer.size() > 1) {
            return width / 2;
        }
        return graph.edges().stream()
                .filter(edge -> edge.to().equals(layer.getFirst().id()))
                .mapToDouble(edge -> boxOf(edge.from()).middle())
                .average()
                .orElse(width / 2);
    }

    private Box boxOf(String id) {
        Box box = boxes.get(id);
        if (box == null) {
            throw new IllegalArgumentException("an edge to or from nothing: " + id);
        }
        return box;
    }

    private static double widthOf(List<DeviceGraph.Part> layer) {
        double boxes = layer.stream().mapToDouble(DeviceGraphSvg::widthOf).sum();
        return boxes + GAP * Math.max(0, layer.size() - 1);
    }

    private static double widthOf(DeviceGraph.Part part) {
        int name = part.name().length() * CHARACTER;
        int detail = part.detail().length() * SMALL_CHARACTER;
        return Math.max(name, detail) + 2.0 * GAP;
    }

    private void line(DeviceGraph.Edge edge, StringBuilder text) {
        Box from = boxOf(edge.from());
        Box to = boxOf(edge.to());
        double top = from.y() + BOX_HEIGHT;
        double half = (top + to.y()) / 2;
        text.append(
                "<path d=\"M%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f\"/>%n"
                        .formatted(
                                from.middle(),
                                top,
                                from.middle(),
                                half,
                                to.middle(),
                                half,
                                to.middle(),
                                to.y()));
    }

    private void box(DeviceGraph.Part part, StringBuilder text) {
        Box box = boxOf(part.id());
        boolean alone = part.detail().isEmpty();
        text.append(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\"/>%n"
                        .formatted(
                                part.kind().name().toLowerCase(Locale.ROOT),
                                box.x(),
                                box.y(),
                                box.width(),
                                BOX_HEIGHT));
        text.append(
                "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n"
                        .formatted(
                                box.middle(), box.y() + (alone ? 28 : 20), escaped(part.name())));
        if (!alone) {
            text.append(
                    "<text class=\"detail\" x=\"%.1f\" y=\"%.1f\">%s</text>%n"
                            .formatted(box.middle(), box.y() + 37, escaped(part.detail())));
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
