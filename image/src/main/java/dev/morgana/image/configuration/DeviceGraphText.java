package dev.morgana.image.configuration;

import java.util.List;

/// A device graph as a tree of lines, for a terminal.
final class DeviceGraphText {
    private DeviceGraphText() {}

    /// The tree: a part that several stand on appears below each of them.
    static String of(DeviceGraph graph) {
        var text = new StringBuilder();
        var root = graph.layers().getFirst().getFirst();
        text.append(line(root)).append('\n');
        below(graph, root.id(), "", text);
        return text.toString();
    }

    private static void below(DeviceGraph graph, String id, String indent, StringBuilder text) {
        List<DeviceGraph.Part> parts =
                graph.edges().stream()
                        .filter(edge -> edge.from().equals(id))
                        .map(edge -> part(graph, edge.to()))
                        .toList();
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            text.append(indent)
                    .append(last ? "└─ " : "├─ ")
                    .append(line(parts.get(i)))
                    .append('\n');
            below(graph, parts.get(i).id(), indent + (last ? "   " : "│  "), text);
        }
    }

    private static DeviceGraph.Part part(DeviceGraph graph, String id) {
        return graph.layers().stream()
                .flatMap(List::stream)
                .filter(part -> part.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String line(DeviceGraph.Part part) {
        return part.detail().isEmpty() ? part.name() : part.name() + " (" + part.detail() + ")";
    }
}
