package dev.morgana.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Files through `java.io`. What it prints is the same on every Linux.
final class FileChecks {
    private FileChecks() {}

    static void addTo(Map<String, Check> checks) {
        checks.put("files", _ -> files());
        checks.put("file-system", _ -> fileSystem());
        checks.put("disk-full", _ -> diskFull());
    }

    private static void files() throws IOException {
        Path home = Files.createTempDirectory("probe");
        try {
            streams(home.toFile());
            names(home.toFile());
            anywhere(new File(home.toFile(), "anywhere"));
            archive(new File(home.toFile(), "archive.zip"));
            PathChecks.run(home);
        } finally {
            PathChecks.deleteAll(home);
        }
        System.out.println("left: " + Files.exists(home));
    }

    private static void streams(File home) throws IOException {
        File file = new File(home, "streams");
        try (FileOutputStream out = new FileOutputStream(file)) {
            out.write("first".getBytes(ISO_8859_1));
            out.write('\n');
            out.getFD().sync();
        }
        try (PrintStream out = new PrintStream(new FileOutputStream(file, true))) {
            out.print("second\n");
        }
        try (FileInputStream in = new FileInputStream(file)) {
            System.out.println("available " + in.available() + ", skipped " + in.skip(4));
            System.out.println("then " + (char) in.read() + ", left " + in.readAllBytes().length);
            System.out.println("at the end " + in.read() + " " + in.read(new byte[9]));
        }
        refused(home, () -> new FileInputStream(home).close());
        refused(home, () -> new FileOutputStream(home).close());
        refused(home, () -> new FileInputStream(new File(home, "none")).close());
        refused(home, () -> new FileOutputStream(new File(file, "below")).close());
        refused(home, () -> new RandomAccessFile(new File(home, "none"), "r").close());
        refused(home, () -> new FileInputStream(new File(home, "n".repeat(300))).close());
    }

    private static void names(File home) throws IOException {
        File made = new File(home, "made");
        System.out.println("made " + made.createNewFile() + ", again " + made.createNewFile());
        System.out.println(made.isFile() + " " + made.isDirectory() + " " + made.length());
        File deep = new File(home, "a/b/c");
        System.out.println(
                "directories " + deep.mkdir() + " " + deep.mkdirs() + " " + deep.mkdir());
        System.out.println("renamed " + made.renameTo(new File(deep, "moved")));
        System.out.println("into nothing " + new File(home, "streams").renameTo(new File("/x/y")));
        String[] names = home.list();
        Arrays.sort(names);
        System.out.println("names " + Arrays.toString(names));
        System.out.println("none " + Arrays.toString(made.list()) + ", " + made.exists());
        File moved = new File(deep, "moved");
        System.out.println("time " + moved.setLastModified(86_400_000) + moved.lastModified());
        System.out.println(
                "executable "
                        + moved.canExecute()
                        + moved.setExecutable(true)
                        + moved.canExecute());
        System.out.println("canonical " + relative(home, new File(deep, "../c/./none")));
        System.out.println("not empty " + new File(home, "a").delete() + ", " + moved.delete());
        refused(home, () -> new File(home, "none/made").createNewFile());
    }

    private static void anywhere(File path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path, "rw")) {
            file.writeInt(0x31323334);
            file.seek(100_000);
            file.writeUTF("far");
            System.out.println("length " + file.length() + " at " + file.getFilePointer());
            file.seek(2);
            System.out.println("read " + file.readUnsignedShort() + " " + file.readLong());
            file.setLength(7);
            file.seek(6);
            System.out.println("cut " + file.length() + " " + file.read() + " " + file.read());
            file.setLength(1L << 33);
            System.out.println("hole " + file.length());
        }
    }

    private static void archive(File path) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream(path))) {
            for (String name : new String[] {"one", "two"}) {
                out.putNextEntry(new ZipEntry(name));
                out.write(name.repeat(5000).getBytes(ISO_8859_1));
            }
        }
        try (ZipFile in = new ZipFile(path)) {
            System.out.println(in.size() + " entries, small: " + (path.length() < 1000));
            byte[] two = in.getInputStream(in.getEntry("two")).readAllBytes();
            System.out.println("two: " + two.length + " " + Arrays.hashCode(two));
        }
    }

    private static String relative(File home, File file) throws IOException {
        return file.getCanonicalPath().substring(home.getCanonicalPath().length());
    }

    /// Prints why something cannot be done, with `~` for the directory and for each long name.
    static void refused(File home, PathChecks.Action action) {
        try {
            action.run();
            System.out.println("no refusal");
        } catch (FileNotFoundException e) {
            System.out.println("not found: " + shorter(home, e));
        } catch (IOException | RuntimeException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + shorter(home, e));
        }
    }

    private static String shorter(File home, Exception e) {
        return String.valueOf(e.getMessage())
                .replace(home.getPath(), "~")
                .replaceAll("n{99,}", "~");
    }

    /// What is only so in an image.
    private static void fileSystem() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("/"))) {
            all.forEach(System.out::println);
        }
        System.out.println(Path.of("").toAbsolutePath() + " " + Path.of("tmp").toRealPath());
        for (String name : new String[] {"/", "/tmp"}) {
            Path path = Path.of(name);
            System.out.println(
                    Files.getPosixFilePermissions(path).size()
                            + " permissions, of "
                            + Files.getOwner(path)
                            + ", on "
                            + Files.getFileStore(path).type()
                            + (Files.getFileStore(path).isReadOnly() ? " read-only" : ""));
        }
        refused(new File("/"), () -> Files.createFile(Path.of("/x")));
        refused(new File("/"), () -> Files.createDirectory(Path.of("/x")));
        refused(new File("/"), () -> Files.delete(Path.of("/tmp")));
        Path moved = Files.createFile(Path.of("/tmp/x"));
        refused(new File("/"), () -> Files.move(moved, Path.of("/x")));
        refused(new File("/"), () -> Files.createDirectory(Path.of("/tmp")));
    }

    /// Fills the memory for files three times; each time, what is deleted makes room again.
    private static void diskFull() throws IOException {
        Path path = Path.of("/tmp/large");
        byte[] block = new byte[1 << 16];
        for (int round = 1; round <= 3; round++) {
            try (FileOutputStream out = new FileOutputStream(path.toFile())) {
                while (true) {
                    out.write(block);
                }
            } catch (IOException e) {
                long free = Files.getFileStore(path).getUsableSpace();
                System.out.println("round " + round + ": " + e.getMessage());
                System.out.println(
                        "nearly full " + (free < block.length && Files.size(path) > 1 << 20));
                Files.delete(path);
            }
        }
    }
}
