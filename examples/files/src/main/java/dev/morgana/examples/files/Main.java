package dev.morgana.examples.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Keeps notes in a directory of its own below `/tmp`, and cleans up.
public final class Main {
    private Main() {}

    /// Says what comes of it.
    public static void main(String[] arguments) throws IOException {
        Path home = Files.createTempDirectory("notes");
        Path notes = Files.write(home.resolve("notes.txt"), List.of("one", "two"));
        Files.writeString(notes, "three\n", StandardOpenOption.APPEND);
        System.out.println(Files.size(notes) + " bytes: " + Files.readAllLines(notes));
        overwrite(notes);
        System.out.println(Files.size(notes) + " bytes: " + Files.readAllLines(notes));
        System.out.println("locked twice: " + canLockTwice(notes));
        Path archive = Files.createDirectories(home.resolve("archive/2026"));
        Files.copy(notes, archive.resolve("copy.txt"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(notes, archive.resolve("notes.txt"), StandardCopyOption.ATOMIC_MOVE);
        Files.createSymbolicLink(home.resolve("latest"), Path.of("archive/2026/notes.txt"));
        System.out.println("the latest: " + Files.readAllLines(home.resolve("latest")));
        complain(() -> Files.readString(notes));
        complain(() -> Files.delete(home.resolve("archive")));
        complain(() -> Files.createDirectory(home.resolve("latest")));
        complain(() -> Files.createDirectory(home.resolve("latest/below")));
        complain(() -> Files.createFile(home.resolve("x".repeat(256))));
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                System.out.println("deleting ./" + home.relativize(path));
                Files.delete(path);
            }
        }
        System.out.println("left: " + Files.exists(home));
    }

    private static void overwrite(Path notes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(notes.toFile(), "rw")) {
            file.seek(4);
            file.write("TWO\n".getBytes(US_ASCII));
            file.setLength(8);
        }
        try (FileChannel channel = FileChannel.open(notes, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("end\n".getBytes(US_ASCII)), channel.size());
        }
    }

    private static boolean canLockTwice(Path notes) throws IOException {
        try (FileChannel channel = FileChannel.open(notes, StandardOpenOption.WRITE)) {
            channel.lock();
            channel.lock();
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void complain(Complaint complaint) throws IOException {
        System.out.println(Complaint.about(complaint));
    }
}
