package dev.morgana.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A file of the build machine that lies in the image, readable through `java.io` and `java.nio.file` and never writable.
///
/// @param path its absolute path in the machine
/// @param source the file on the build machine
/// @param where the line that describes it
public record EmbeddedFile(String path, Path source, SourceLine where) {
    private static final Pattern PATH = Pattern.compile("(/[^/\\p{Cntrl}]{1,255})+");
    private static final Set<String> MADE_AT_START = Set.of("tmp", "proc", "sys");

    /// The file `source`, relative to the project's folder, at `path`.
    ///
    /// @param path absolute, without `.`, `..` and control characters; not below `/tmp`, `/proc` or `/sys`, which are made when the machine starts
    /// @throws ConfigurationException if there is no such file, or the path is not of that form
    public static EmbeddedFile at(String path, Path source) {
        SourceLine where = SourceLine.ofCaller();
        if (!PATH.matcher(path).matches() || !Path.of(path).normalize().toString().equals(path)) {
            throw new ConfigurationException(
                    where,
                    "\"%s\" is no path of a file in the machine: write it as /etc/name"
                            .formatted(path));
        }
        if (MADE_AT_START.contains(path.split("/", -1)[1])) {
            throw new ConfigurationException(
                    where,
                    "%s: /tmp, /proc and /sys are made when the machine starts; put the file elsewhere, as /etc/name"
                            .formatted(path));
        }
        Path file = Evaluation.resolved(source);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new ConfigurationException(
                    where,
                    "there is no file %s to embed as %s: relative paths start at %s"
                            .formatted(source, path, Evaluation.project()));
        }
        return new EmbeddedFile(path, file, where);
    }

    /// Fails if one file's path is a folder of another's.
    static void requireTogether(List<EmbeddedFile> files) {
        for (EmbeddedFile folder : files) {
            for (EmbeddedFile file : files) {
                if (file.path().startsWith(folder.path() + "/")) {
                    throw new ConfigurationException(
                            folder.where(),
                            "the file \"%s\" is a folder for \"%s\" in %s: give one of them another name"
                                    .formatted(folder.path(), file.path(), file.where()));
                }
            }
        }
    }
}
