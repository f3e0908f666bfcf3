package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files in memory, as the program in the image sees them.
final class FilesTest {
    @ParameterizedTest
    @EnumSource
    void behaveAsOnLinux(Where where) throws Exception {
        Transcript ended = where.probe("files").assertStatus(0);
        assertEquals(HostJvm.probe("files"), ended.out(), ended::toString);
    }

    /// The counters are there, too, since the probe reads them.
    @Test
    void areBelowTmpOnly() throws Exception {
        Where.PROCESS
                .probe("file-system")
                .assertStatus(0)
                .assertOut(
                        """
                        /
                        /proc
                        /proc/morgana
                        /proc/morgana/memory
                        /proc/morgana/network
                        /tmp
                        / /tmp
                        7 permissions, of root, on rootfs read-only
                        9 permissions, of root, on tmpfs
                        FileSystemException: ~x: Read-only file system
                        FileSystemException: ~x: Read-only file system
                        FileSystemException: ~tmp: Read-only file system
                        FileSystemException: ~x: Read-only file system
                        FileAlreadyExistsException: ~tmp
                        """);
    }

    @Test
    void haveABudgetThatIsGivenBack() throws Exception {
        Where.PROCESS
                .probe("disk-full")
                .assertStatus(0)
                .assertOut(
                        """
                        round 1: No space left on device
                        nearly full true
                        round 2: No space left on device
                        nearly full true
                        round 3: No space left on device
                        nearly full true
                        """);
    }
}
