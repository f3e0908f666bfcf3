package dev.morgana.image.reach;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The classes and resources of an image, by name.
///
/// @param methods of each class (no arrays), the number of its methods that are in the image as code; 0 where all of them were compiled into others, or only values of it are there
/// @param resources names of resources
public record Inventory(Map<String, Integer> methods, Set<String> resources) {
    private static final String HIDDEN = "$$";

    /// Reads the file that lies beside an image.
    ///
    /// @throws IOException if it cannot be read, or is no such file
    public static Inventory read(Path file) throws IOException {
        return of(ReachabilityFile.read(file));
    }

    private static Inventory of(Reachability image) {
        var methods = new HashMap<String, Integer>();
        for (Element element : image.elements()) {
            // Of a class whose methods were all compiled into others, only those may be reachable,
            // and not the class itself.
            if (element.kind() != Element.Kind.DEVICE && !element.owner().endsWith("[]")) {
                methods.putIfAbsent(host(element.owner()), 0);
            }
        }
        for (CompiledMethod method : image.methods()) {
            methods.merge(host(method.owner()), 1, Integer::sum);
        }
        return new Inventory(
                methods,
                image.resources().stream().map(EmbeddedResource::name).collect(Collectors.toSet()));
    }

    /// A class that the JVM makes for a lambda or a switch counts as the one that it was made for.
    private static String host(String name) {
        int hidden = name.indexOf(HIDDEN);
        return hidden > 0 ? name.substring(0, hidden) : name;
    }
}
