package dev.morgana.image;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The files of a program's class path, wherever they lie: in directories or in jars.
public final class ClassPath {
    private final List<Path> entries;

    /// A class path of directories and jars.
    public ClassPath(List<Path> entries) {
        this.entries = entries;
    }

    /// Does something with a file of the class path.
    @FunctionalInterface
    public interface Visitor {
        /// Takes one file.
        ///
        /// @param name its name below its entry, with `/` between folders
        /// @param file the file
        void visit(String name, Path file) throws IOException;
    }

    /// Shows every file to `visitor`; a name that stands in several entries is shown for each.
    public void visit(Visitor visitor) throws IOException {
        for (var entry : entries) {
            if (Files.isDirectory(entry)) {
                visit(entry, visitor);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(entry)) {
                    visit(jar.getPath("/"), visitor);
                }
            }
        }
    }

    private static void visit(Path root, Visitor visitor) throws IOException {
        try (var tree = Files.walk(root)) {
            for (var file : tree.filter(Files::isRegularFile).sorted().toList()) {
                visitor.visit(root.relativize(file).toString(), file);
            }
        }
    }

    /// The names of its files, sorted.
    Set<String> names() throws IOException {
        var names = new TreeSet<String>();
        visit((name, file) -> names.add(name));
        return names;
    }
}
