package dev.morgana.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.morgana.storage.FileStatus.Times;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MemoryFileSystemTest {
    private static final int CREATE = OpenFlags.CREATE | OpenFlags.READ_WRITE;

    private final MemoryFileSystem files = new MemoryFileSystem(1 << 20, 7);

    @Test
    void beginsWithAnEmptyTemporaryDirectory() {
        FileStatus status = files.status(Location.of("/tmp"), true);
        assertEquals(List.of("tmp"), names("/"));
        assertEquals(List.of(), names("/tmp"));
        assertEquals(
                new FileStatus(FileKind.DIRECTORY, 01777, 2, 1, 2, 0, 0, 40, new Times(7, 7, 7, 7)),
                status);
        assertEquals(041777, status.mode());
    }

    @Test
    void refusesChangesOfTheRoot() {
        refused(FileError.EROFS, () -> make("/x"));
        refused(FileError.EROFS, () -> makeDirectory("/x"));
        refused(FileError.EROFS, () -> files.removeName(Location.of("/x"), 9));
        refused(FileError.EROFS, () -> files.removeDirectory(Location.of("/tmp"), 9));
        refused(FileError.EROFS, () -> rename("/tmp", "/x"));
        refused(FileError.EXDEV, () -> rename("/tmp", "/tmp/x"));
        AttributeChange change = new AttributeChange.Permissions(0);
        refused(FileError.EROFS, () -> files.change(Location.of("/"), true, change, 9));
        refused(FileError.EEXIST, () -> makeDirectory("/tmp"));
        refused(FileError.EEXIST, () -> makeDirectory("/"));
        refused(FileError.EBUSY, () -> files.removeDirectory(Location.of("/"), 9));
    }

    @Test
    void refusesWhatIsNotThereOrNotADirectory() {
        make("/tmp/file");
        refused(FileError.ENOENT, () -> files.status(Location.of("/tmp/no"), true));
        refused(FileError.ENOENT, () -> files.status(Location.of(""), true));
        refused(FileError.ENOENT, () -> make("/tmp/no/file"));
        refused(FileError.ENOTDIR, () -> make("/tmp/file/x"));
        refused(FileError.ENOTDIR, () -> files.removeDirectory(Location.of("/tmp/file"), 9));
        makeDirectory("/tmp/directory");
        refused(FileError.EISDIR, () -> files.removeName(Location.of("/tmp/directory"), 9));
        refused(FileError.EISDIR, () -> make("/tmp"));
        refused(FileError.EINVAL, () -> files.removeDirectory(Location.of("/tmp/."), 9));
        refused(FileError.ENOTEMPTY, () -> files.removeDirectory(Location.of("/tmp/.."), 9));
        refused(FileError.ENOTDIR, () -> open("/tmp/file", OpenFlags.DIRECTORY));
        refused(FileError.EEXIST, () -> open("/tmp/file", CREATE | OpenFlags.EXCLUSIVE));
    }

    @Test
    void limitsLengthsInBytesOfUtf8() {
        make("/tmp/" + "x".repeat(255));
        refused(FileError.ENAMETOOLONG, () -> make("/tmp/" + "x".repeat(256)));
        make("/tmp/" + "ä".repeat(127));
        refused(FileError.ENAMETOOLONG, () -> make("/tmp/" + "ä".repeat(128)));
        make("/tmp/" + "€".repeat(85));
        refused(FileError.ENAMETOOLONG, () -> make("/tmp/" + "€".repeat(86)));
        make("/tmp/" + "😀".repeat(63));
        refused(FileError.ENAMETOOLONG, () -> make("/tmp/" + "😀".repeat(64)));
        files.status(Location.of("/tmp" + "/.".repeat(2045)), true);
        refused(
                FileError.ENAMETOOLONG,
                () -> files.status(Location.of("/tmp" + "/.".repeat(2046)), true));
    }

    @Test
    void keepsAnOpenFileWithoutAName() {
        long before = free();
        OpenFile file = make("/tmp/file");
        write(file, "left");
        files.removeName(Location.of("/tmp/file"), 9);
        assertEquals(List.of(), names("/tmp"));
        assertEquals(0, file.status().links());
        file.seek(0);
        assertEquals("left", read(file));
        file.close();
        assertEquals(before, free());
        refused(FileError.EBADF, file::status);
    }

    @Test
    void replacesAtomically() {
        OpenFile old = make("/tmp/old");
        write(old, "old");
        write(make("/tmp/new"), "new");
        rename("/tmp/new", "/tmp/old");
        assertEquals(List.of("old"), names("/tmp"));
        assertEquals("new", read(open("/tmp/old", 0)));
        old.seek(0);
        assertEquals("old", read(old));
    }

    @Test
    void refusesImpossibleRenames() {
        makeDirectory("/tmp/a");
        makeDirectory("/tmp/a/b");
        make("/tmp/file");
        refused(FileError.EINVAL, () -> rename("/tmp/a", "/tmp/a/b/c"));
        refused(FileError.ENOTEMPTY, () -> rename("/tmp/a/b", "/tmp/a"));
        refused(FileError.EISDIR, () -> rename("/tmp/file", "/tmp/a"));
        refused(FileError.ENOTDIR, () -> rename("/tmp/a", "/tmp/file"));
        refused(FileError.EXDEV, () -> rename("/tmp/a", "/a"));
        refused(FileError.EBUSY, () -> rename("/tmp/a/.", "/tmp/c"));
        refused(FileError.ENOENT, () -> rename("/tmp/no", "/tmp/c"));
        rename("/tmp/a", "/tmp/a");
        assertEquals(List.of("a", "file"), names("/tmp"));
    }

    @Test
    void countsLinksOfDirectories() {
        makeDirectory("/tmp/a");
        makeDirectory("/tmp/b");
        assertEquals(4, files.status(Location.of("/tmp"), true).links());
        rename("/tmp/a", "/tmp/b/c");
        assertEquals(3, files.status(Location.of("/tmp"), true).links());
        assertEquals(3, files.status(Location.of("/tmp/b"), true).links());
        assertEquals("/tmp/b/c", files.realPath(Location.of("/tmp/b/c/../../b/./c")));
        files.removeDirectory(Location.of("/tmp/b/c"), 9);
        assertEquals(2, files.status(Location.of("/tmp/b"), true).links());
    }

    @Test
    void followsSymbolicLinks() {
        makeDirectory("/tmp/a");
        files.makeLink("a/file", Location.of("/tmp/link"), 9);
        refused(FileError.ENOENT, () -> files.status(Location.of("/tmp/link"), true));
        refused(FileError.EEXIST, () -> open("/tmp/link", CREATE | OpenFlags.EXCLUSIVE));
        write(make("/tmp/link"), "through");
        assertEquals("through", read(open("/tmp/a/file", 0)));
        assertEquals("/tmp/a/file", files.realPath(Location.of("/tmp/link")));
        assertEquals(FileKind.LINK, files.status(Location.of("/tmp/link"), false).kind());
        assertEquals("a/file", files.target(Location.of("/tmp/link")));
        refused(FileError.EINVAL, () -> files.target(Location.of("/tmp/a")));
        refused(FileError.ELOOP, () -> open("/tmp/link", OpenFlags.NO_FOLLOW));
        files.makeLink("/tmp/circle", Location.of("/tmp/circle"), 9);
        refused(FileError.ELOOP, () -> files.status(Location.of("/tmp/circle/x"), true));
        files.makeLink("/", Location.of("/tmp/root"), 9);
        assertEquals(List.of("tmp"), names("/tmp/root"));
        assertEquals("/tmp/a", files.realPath(Location.of("/tmp/root/tmp/root/tmp/a")));
    }

    @Test
    void countsNames() {
        write(make("/tmp/a"), "same");
        files.addName(Location.of("/tmp/a"), Location.of("/tmp/b"), 9);
        assertEquals(2, files.status(Location.of("/tmp/b"), true).links());
        refused(FileError.EXDEV, () -> addName("/tmp/a", "/c"));
        refused(FileError.EEXIST, () -> addName("/tmp/a", "/tmp/b"));
        makeDirectory("/tmp/d");
        refused(FileError.EPERM, () -> addName("/tmp/d", "/tmp/c"));
        rename("/tmp/a", "/tmp/b");
        assertEquals(List.of("a", "b", "d"), names("/tmp"));
        files.removeName(Location.of("/tmp/a"), 9);
        assertEquals("same", read(open("/tmp/b", 0)));
    }

    @Test
    void worksBelowAnOpenDirectoryWhereverItIs() {
        makeDirectory("/tmp/a");
        OpenFile directory = open("/tmp/a", OpenFlags.DIRECTORY);
        rename("/tmp/a", "/tmp/b");
        files.open(new Location(directory, "x"), new OpenFlags(CREATE), 0600, 9).close();
        assertEquals(List.of("x"), names("/tmp/b"));
        files.removeName(new Location(directory, "x"), 9);
        files.removeDirectory(Location.of("/tmp/b"), 9);
        refused(
                FileError.ENOENT,
                () -> files.open(new Location(directory, "x"), new OpenFlags(CREATE), 0, 9));
        refused(FileError.EISDIR, () -> read(directory));
    }

    @Test
    void keepsTimes() {
        OpenFile file = files.open(Location.of("/tmp/f"), new OpenFlags(CREATE), 0644, 10);
        file.write(new byte[1], 0, 1, 20);
        assertEquals(new Times(10, 20, 20, 10), file.status().times());
        file.read(0, 1, (_, _, _) -> {}, 30);
        file.read(0, 1, (_, _, _) -> {}, 40);
        assertEquals(new Times(30, 20, 20, 10), file.status().times());
        file.change(new AttributeChange.Times(1, 2), 50);
        file.change(new AttributeChange.Owner(3, -1), 60);
        assertEquals(new Times(1, 2, 60, 10), file.status().times());
        assertEquals(3, file.status().owner());
        assertEquals(0, file.status().group());
    }

    @Test
    void isFullAtItsBudget() {
        long before = free();
        OpenFile file = make("/tmp/f");
        byte[] piece = new byte[100_000];
        int put = piece.length;
        long total = 0;
        while (put == piece.length) {
            put = file.write(piece, 0, piece.length, 9);
            total += put;
        }
        refused(FileError.ENOSPC, () -> file.write(piece, 0, piece.length, 9));
        assertEquals(total, file.status().size());
        assertEquals(63 << 14, total, "all but one chunk, which the table needs a little of");
        file.resize(0, 9);
        files.removeName(Location.of("/tmp/f"), 9);
        file.close();
        assertEquals(before, free());
    }

    @Test
    void hasNoRoomForEndlessNames() {
        long before = free();
        int made = 0;
        try {
            while (true) {
                makeDirectory("/tmp/" + made);
                made++;
            }
        } catch (FileException e) {
            assertEquals(FileError.ENOSPC, e.error());
        }
        assertEquals(made, names("/tmp").size());
        for (String name : names("/tmp")) {
            files.removeDirectory(Location.of("/tmp/" + name), 9);
        }
        assertEquals(before, free());
    }

    private long free() {
        return files.space(Location.of("/tmp")).free();
    }

    private OpenFile make(String path) {
        return open(path, CREATE);
    }

    private OpenFile open(String path, int flags) {
        return files.open(Location.of(path), new OpenFlags(flags), 0644, 9);
    }

    private void makeDirectory(String path) {
        files.makeDirectory(Location.of(path), 0755, 9);
    }

    private void rename(String from, String to) {
        files.rename(Location.of(from), Location.of(to), 9);
    }

    private void addName(String existing, String path) {
        files.addName(Location.of(existing), Location.of(path), 9);
    }

    private List<String> names(String path) {
        return open(path, OpenFlags.DIRECTORY).names(9);
    }

    private static void write(OpenFile file, String text) {
        assertEquals(text.length(), file.write(text.getBytes(US_ASCII), 0, text.length(), 9));
    }

    private static String read(OpenFile file) {
        byte[] to = new byte[100];
        return new String(to, 0, file.read(to, 0, to.length, 9), US_ASCII);
    }

    private static void refused(FileError error, Executable operation) {
        assertEquals(error, assertThrows(FileException.class, operation).error());
    }
}
