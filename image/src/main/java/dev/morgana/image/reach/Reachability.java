package dev.morgana.image.reach;

import java.util.ArrayList;
import java.util.List;

/// What is in an image and what put it there, as a graph whose paths lead to the roots.
///
/// @param elements classes, fields and methods
/// @param methods compiled methods in the order of their addresses
/// @param objects the image heap in the order of its addresses
/// @param resources in the order of their names
/// @param files those that the configuration class names, in its order
record Reachability(
        List<Element> elements,
        List<CompiledMethod> methods,
        List<HeapObject> objects,
        List<EmbeddedResource> resources,
        List<EmbeddedFile> files) {
    /// No path is longer, unless the file is damaged.
    private static final int LONGEST = 10_000;

    /// The reasons from `reason` to its root: what it names, what put that into the image, and so on.
    List<Reason> path(Reason reason) {
        List<Reason> path = new ArrayList<>();
        Reason at = reason;
        while (path.size() < LONGEST) {
            path.add(at);
            switch (at) {
                case Reason.OfElement(int number, int _) -> at = elements.get(number).reason();
                case Reason.OfObject(int number) -> at = objects.get(number).keeper();
                case Reason.Root _ -> {
                    return path;
                }
            }
        }
        throw new IllegalStateException("a path without an end: the file is damaged");
    }

    /// The class that keeps an object: of the first field or method on its path.
    String keeper(HeapObject object) {
        for (Reason reason : path(object.keeper())) {
            if (reason instanceof Reason.OfElement(int number, int _)) {
                return elements.get(number).owner();
            }
        }
        return "the image builder";
    }
}
