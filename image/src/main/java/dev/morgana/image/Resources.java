package dev.morgana.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The resources on a program's class path: what `getResource` can find, other than classes.
final class Resources {
    private Resources() {}

    /// Their names, sorted. Build records (`META-INF/maven`), manifests and signatures, which programs do not read, are left out.
    static List<String> of(List<Path> classPath) throws IOException {
        var names = new TreeSet<String>();
        for (var entry : classPath) {
            names.addAll(Files.isDirectory(entry) ? inDirectory(entry) : inJar(entry));
        }
        return names.stream().filter(Resources::wanted).toList();
    }

    private static List<String> inDirectory(Path directory) throws IOException {
        try (var tree = Files.walk(directory)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        }
    }

    private static List<String> inJar(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    private static boolean wanted(String name) {
        return !name.endsWith(".class")
                && !name.startsWith("META-INF/maven/")
                && !name.matches("META-INF/(MANIFEST\\.MF|[^/]*\\.(SF|RSA|DSA|EC))");
    }
}
