package dev.morgana.image;

import java.util.Collection;
import java.util.List;

/// What a program's class path holds beside classes.
final class Resources {
    private static final String BUILDER_CONFIGURATION = "META-INF/native-image/";

    private Resources() {}

    /// Those that `getResource` can find, of the files `names`. Build records (`META-INF/maven`), the image builder's configuration, manifests and
    /// signatures, which programs do not read, are left out.
    static List<String> of(Collection<String> names) {
        return names.stream().filter(Resources::wanted).sorted().toList();
    }

    /// The folders with configuration for the image builder (reflection, resources and the like), as libraries bring it.
    static List<String> configurationRoots(Collection<String> names) {
        return names.stream()
                .filter(Resources::isBuilderConfiguration)
                .map(name -> name.substring(0, name.lastIndexOf('/')))
                .distinct()
                .sorted()
                .toList();
    }

    /// Whether the file `name` is configuration for the image builder.
    static boolean isBuilderConfiguration(String name) {
        return name.startsWith(BUILDER_CONFIGURATION) && name.endsWith(".json");
    }

    private static boolean wanted(String name) {
        return !name.endsWith(".class")
                && !name.startsWith("META-INF/maven/")
                && !name.startsWith(BUILDER_CONFIGURATION)
                && !name.matches("META-INF/(MANIFEST\\.MF|[^/]*\\.(SF|RSA|DSA|EC))");
    }
}
