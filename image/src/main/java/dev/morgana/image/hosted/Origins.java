package dev.morgana.image.hosted;

import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.regex.Pattern;

/// Says where a class comes from: `application`, `jdk`, `morgana` or `graalvm`, and which part of it.
final class Origins {
    private static final Pattern MORGANA_JAR = Pattern.compile("morgana-([a-z]+)-.*\\.jar");

    /// The name of a directory of the class path, which comes to the builder as a jar.
    private static final String PACKED = "classes.jar";

    private final List<Path> library;

    /// @param library the jars that are Morgana's own part of the image
    Origins(List<String> library) {
        this.library = library.stream().map(Path::of).toList();
    }

    /// The origin of `type` (for an array: of its elements), as `kind/part`.
    String of(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        String name = element.getName();
        Module module = element.getModule();
        if (module.isNamed()) {
            return module.getName().startsWith("org.graalvm.")
                            || module.getName().startsWith("jdk.graal.")
                    ? "graalvm/runtime"
                    : "jdk/" + packageGroup(name);
        }
        return ofClassPath(element);
    }

    private String ofClassPath(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return "application/generated";
        }
        var location = Path.of(URI.create(source.getLocation().toString()));
        String file = location.getFileName().toString();
        if (!library.contains(location)) {
            return "application/" + (file.equals(PACKED) ? "classes" : file);
        }
        var jar = MORGANA_JAR.matcher(file);
        return "morgana/" + (jar.matches() ? jar.group(1) : file);
    }

    /// The first two words of a class's package: `java.util` for `java.util.regex.Pattern`.
    private static String packageGroup(String className) {
        String[] words = className.split("\\.", -1);
        return switch (words.length) {
            case 1 -> "java.lang";
            case 2 -> words[0];
            default -> words[0] + "." + words[1];
        };
    }
}
