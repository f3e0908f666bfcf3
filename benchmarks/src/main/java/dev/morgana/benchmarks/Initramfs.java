package dev.morgana.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The files that Linux starts from: an archive in cpio's "newc" format, uncompressed (the kernel's
/// Documentation/driver-api/early-userspace/buffer-format.rst). Everything in it belongs to root.
final class Initramfs {
    private static final int DIRECTORY = 0040755;
    private static final int PROGRAM = 0100755;
    private static final int FIRST_INODE = 1;

    private record Entry(int mode, Content content) {}

    /// Where an entry's octets come from.
    private interface Content {
        byte[] octets() throws IOException;
    }

    private final Map<String, Entry> entries = new TreeMap<>();

    /// Adds an empty directory, such as `dev`, and those above it.
    Initramfs directory(String name) {
        int slash = name.lastIndexOf('/');
        if (slash > 0) {
            directory(name.substring(0, slash));
        }
        entries.put(name, new Entry(DIRECTORY, () -> new byte[0]));
        return this;
    }

    /// Adds a file, such as `etc/passwd`, and the directories above it.
    Initramfs file(String name, byte[] octets) {
        return file(name, () -> octets);
    }

    /// Adds a file of text.
    Initramfs file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Adds a copy of a file of this machine; it is read by [#write].
    Initramfs file(String name, Path source) {
        return file(name, () -> Files.readAllBytes(source));
    }

    private Initramfs file(String name, Content content) {
        int slash = name.lastIndexOf('/');
        if (slash > 0) {
            directory(name.substring(0, slash));
        }
        entries.put(name, new Entry(PROGRAM, content));
        return this;
    }

    /// Adds copies of all files below the folder `source`, below the directory `name`.
    Initramfs tree(String name, Path source) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(source)) {
            paths.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            file(name + "/" + source.relativize(file), file);
        }
        return this;
    }

    /// Writes the archive; its directories come before what is in them.
    void write(Path archive) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
            int inode = FIRST_INODE;
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                Entry what = entry.getValue();
                write(out, inode++, what.mode(), entry.getKey(), what.content().octets());
            }
            write(out, 0, 0, "TRAILER!!!", new byte[0]);
        }
    }

    /// One entry: thirteen numbers of eight hexadecimal digits, the name with its zero, the octets; name and octets each end at a multiple of four.
    private static void write(OutputStream out, int inode, int mode, String name, byte[] octets)
            throws IOException {
        int links = 1;
        int[] fields = {
            inode, mode, 0, 0, links, 0, octets.length, 0, 0, 0, 0, name.length() + 1, 0
        };
        var head = new StringBuilder("070701");
        for (int field : fields) {
            head.append(String.format(Locale.ROOT, "%08x", field));
        }
        head.append(name).append('\0');
        out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        pad(out, head.length());
        out.write(octets);
        pad(out, octets.length);
    }

    private static void pad(OutputStream out, int written) throws IOException {
        for (int i = written; i % 4 != 0; i++) {
            out.write(0);
        }
    }
}
