package dev.morgana.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A shell script in the place of QEMU, and a file in that of the device.
final class KvmProbeTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String BOOTS = "exit 85";

    /// It would boot, were it not stopped.
    private static final String HANGS = "kill -STOP $$; exit 85";

    @TempDir private Path directory = Path.of("");

    private Path script(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("qemu"), "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Path device() throws IOException {
        return Files.write(directory.resolve("kvm"), new byte[0]);
    }

    private Path cache() {
        return directory.resolve("cache");
    }

    private Accelerator choose(String script, Duration patience) throws IOException {
        return new KvmProbe(script(script), device(), patience).choose(cache());
    }

    @Test
    void aMachineThatBootsIsTrusted() throws IOException {
        assertEquals(Accelerator.KVM, choose(BOOTS, LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 0", "exit 1", "kill -KILL $$", "exit 84"})
    void anyOtherEndIsNone(String script) throws IOException {
        assertEquals(Accelerator.TCG, choose(script, LONG));
    }

    @Test
    void aMachineThatHangsIsNotWaitedFor() throws IOException {
        assertEquals(Accelerator.TCG, choose(HANGS, Duration.ofMillis(100)));
    }

    @Test
    void withoutADeviceNothingIsTried() throws IOException {
        Path tried = directory.resolve("tried");
        var probe = new KvmProbe(script("touch " + tried), directory.resolve("absent"), LONG);
        assertEquals(Accelerator.TCG, probe.choose(cache()));
        assertFalse(Files.exists(tried));
    }

    @Test
    void anAnswerIsKept() throws IOException {
        assertEquals(Accelerator.KVM, choose(BOOTS, LONG));
        age();
        assertEquals(Accelerator.KVM, choose("exit 1", LONG));
    }

    @Test
    void thatNoneBootsIsDoubtedAfterAWhile() throws IOException {
        assertEquals(Accelerator.TCG, choose("exit 1", LONG));
        assertEquals(Accelerator.TCG, choose(BOOTS, LONG));
        age();
        assertEquals(Accelerator.KVM, choose(BOOTS, LONG));
    }

    private void age() throws IOException {
        var before = FileTime.from(Instant.now().minus(KvmProbe.DOUBT.multipliedBy(2)));
        Files.setLastModifiedTime(cache().resolve("accelerator"), before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kvm", "kvm another-boot\n", "tcg -cpu"})
    void whatIsNoAnswerOfThisBootIsNotBelieved(String text) throws IOException {
        Files.createDirectories(cache());
        Files.writeString(cache().resolve("accelerator"), text);
        assertEquals(Accelerator.KVM, choose(BOOTS, LONG));
        Files.writeString(cache().resolve("accelerator"), text);
        assertEquals(Accelerator.TCG, choose("exit 1", LONG));
    }

    @Test
    void theKernelRunsInQemu() throws IOException {
        var qemu = Host.findQemu();
        assumeTrue(qemu.isPresent(), "QEMU is not installed");
        assertTrue(new KvmProbe(qemu.get(), device(), LONG).boots(Accelerator.TCG));
    }

    @Test
    void theNamesAreQemus() {
        assertEquals(Accelerator.KVM, Accelerator.named("kvm"));
        assertEquals(Accelerator.TCG, Accelerator.named("tcg"));
        var refused = assertThrows(UsageException.class, () -> Accelerator.named("kvm,x=y"));
        assertEquals("MORGANA_ACCEL=kvm,x=y: write kvm or tcg", refused.getMessage());
    }
}
