package dev.morgana.image.reach;

import dev.morgana.image.reach.Element.Kind;
import java.util.List;
import java.util.Locale;

/// Paths from a root to a part of an image, for people.
final class PathText {
    private final Reachability graph;

    PathText(Reachability graph) {
        this.graph = graph;
    }

    /// The path to an element.
    String of(int element) {
        return text(graph.path(new Reason.OfElement(element, 0)));
    }

    /// The path to an object; it ends with what refers to the object.
    String of(HeapObject object) {
        return text(graph.path(object.keeper())) + "  refers to the object\n";
    }

    /// What a kind is called.
    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// One line for each step, the root first. A step's reason knows the line at which the step before leads to it.
    private String text(List<Reason> path) {
        var text = new StringBuilder();
        for (int i = path.size() - 1; i >= 0; i--) {
            switch (path.get(i)) {
                case Reason.Root(String root) -> text.append("  ").append(root).append('\n');
                case Reason.OfElement(int number, int _) -> {
                    Element element = graph.elements().get(number);
                    text.append(
                            "  %s %s%s%n"
                                    .formatted(
                                            verb(path, i, element.kind()),
                                            name(element),
                                            line(element.reason())));
                }
                case Reason.OfObject(int number) ->
                        text.append(
                                "  %s an object of class %s%n"
                                        .formatted(
                                                verb(path, i, Kind.CLASS),
                                                graph.objects().get(number).type()));
            }
        }
        return text.toString();
    }

    private static String name(Element element) {
        return element.kind() == Kind.METHOD
                ? element.name()
                : word(element.kind()) + " " + element.name();
    }

    private static String line(Reason reason) {
        return reason instanceof Reason.OfElement(int _, int line) && line > 0
                ? " in line " + line
                : "";
    }

    /// How what stands before step `at`, nearer to the root, leads to something of this kind.
    private String verb(List<Reason> path, int at, Kind kind) {
        return switch (path.get(at + 1)) {
            case Reason.Root _ -> "needs";
            case Reason.OfObject _ -> "refers to";
            case Reason.OfElement(int number, int _) ->
                    switch (graph.elements().get(number).kind()) {
                        case METHOD -> kind == Kind.METHOD ? "calls" : "uses";
                        case CLASS -> kind == Kind.DEVICE ? "drives" : "has";
                        case FIELD -> "holds";
                        case DEVICE -> "is driven by";
                    };
        };
    }
}
