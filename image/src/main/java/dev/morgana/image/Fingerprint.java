package dev.morgana.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Tells whether anything in a set of files and words has changed.
///
/// Two hashes of different price: [#outline()] of names, sizes and times, which can be taken at every start, and
/// [#content()] of the bytes, which survives a copy or a `touch`.
public final class Fingerprint {
    private record Entry(Path file, String name) {}

    private final List<Entry> files;
    private final List<String> words;

    private Fingerprint(List<Entry> files, List<String> words) {
        this.files = files;
        this.words = words;
    }

    /// A fingerprint of `roots` (files, or directories with everything in them) and `words`, each in order. A root that does not exist counts as absent.
    public static Fingerprint of(List<Path> roots, List<String> words) {
        return new Fingerprint(
                roots.stream().flatMap(Fingerprint::filesOf).toList(), List.copyOf(words));
    }

    /// A fingerprint of exactly the files `files` below `root`, and `words`.
    public static Fingerprint ofFiles(Path root, List<Path> files, List<String> words) {
        return new Fingerprint(
                files.stream().map(file -> entry(root, file)).toList(), List.copyOf(words));
    }

    /// A hash of each file's path, size and time of change, and of the words: 64 hexadecimal digits.
    public String outline() {
        var digest = start();
        for (var file : files) {
            try {
                var attributes = Files.readAttributes(file.file(), BasicFileAttributes.class);
                add(digest, file.file().toString());
                add(
                        digest,
                        attributes.size()
                                + " "
                                + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return hex(digest);
    }

    /// A hash of each file's name (below its root) and bytes, and of the words: 64 hexadecimal digits. Where the roots lie does not matter.
    public String content() {
        var digest = start();
        for (var file : files) {
            try {
                add(digest, file.name());
                var bytes = Files.readAllBytes(file.file());
                add(digest, Integer.toString(bytes.length));
                digest.update(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return hex(digest);
    }

    private MessageDigest start() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            words.forEach(word -> add(digest, word));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String word) {
        digest.update(word.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Entry entry(Path root, Path file) {
        return new Entry(file, root.relativize(file).toString());
    }

    private static Stream<Entry> filesOf(Path root) {
        if (!Files.isDirectory(root)) {
            return Files.exists(root)
                    ? Stream.of(new Entry(root, root.getFileName().toString()))
                    : Stream.empty();
        }
        try (var tree = Files.walk(root)) {
            return tree
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> entry(root, file))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
