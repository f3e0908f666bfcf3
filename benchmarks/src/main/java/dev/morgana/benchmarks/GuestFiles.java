package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// Files for a Linux guest, gathered in a folder of this machine and written as what a kernel can mount. All of them may be executed.
final class GuestFiles {
    private static final int MEGABYTE = 1 << 20;

    private final Path folder;

    /// @param folder empty, or not there
    GuestFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /// Adds an empty directory, such as `var/log`.
    GuestFiles directory(String name) throws IOException {
        Files.createDirectories(folder.resolve(name));
        return this;
    }

    /// Adds a copy of a file, or of what a link leads to.
    GuestFiles file(String name, Path source) throws IOException {
        Path file = place(name);
        Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
        return executable(file);
    }

    /// Adds a file with these octets.
    GuestFiles file(String name, byte[] octets) throws IOException {
        return executable(Files.write(place(name), octets));
    }

    /// Adds a file with this text.
    GuestFiles file(String name, String text) throws IOException {
        return executable(Files.writeString(place(name), text));
    }

    /// Adds copies of all files below the folder `source`, below the directory `name`.
    GuestFiles tree(String name, Path source) throws IOException {
        for (Path file : filesBelow(source)) {
            file(name + "/" + source.relativize(file), file);
        }
        return this;
    }

    private Path place(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }

    private GuestFiles executable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot be made executable: " + file);
        }
        return this;
    }

    /// Writes them as an archive for the kernel's first file system, not compressed.
    ///
    /// @param busybox a program of this name that runs here
    void writeInitramfs(Path archive, Path busybox) throws IOException, InterruptedException {
        String line = "find . | " + busybox + " cpio -o -H newc >" + archive + " 2>/dev/null";
        Tools.command(folder, List.of("sh", "-c", line));
    }

    /// Writes them as an ext4 file system with little room left.
    void writeDisk(Path disk) throws IOException, InterruptedException {
        Files.deleteIfExists(disk);
        long octets = 0;
        for (Path file : filesBelow(folder)) {
            octets += Files.size(file);
        }
        long megabytes = octets * 17 / 16 / MEGABYTE + 4;
        Tools.output(
                "mke2fs",
                "-q",
                "-t",
                "ext4",
                "-O",
                "^has_journal",
                "-m",
                "0",
                "-d",
                folder.toString(),
                disk.toString(),
                megabytes + "M");
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }
}
