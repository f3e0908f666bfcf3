package dev.morgana.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RawFrameTest {
    /// A UDP datagram from 192.168.0.1 to 192.168.0.199, captured.
    private static final byte[] FRAME =
            HexFormat.of()
                    .parseHex(
                            "020000000001020000000002080045000073000040004011b861c0a80001c0a800c7"
                                    + "00350035005f0000"
                                    + "00".repeat(87));

    @Test
    void theWellKnownHeaderHasTheWellKnownChecksum() {
        byte[] frame = FRAME.clone();
        RawFrame.put16(frame, RawFrame.IP + 10, 0);
        RawFrame.repairChecksums(frame);
        assertEquals(0xb861, RawFrame.u16(frame, RawFrame.IP + 10));
        assertEquals(0, RawFrame.checksum(0, frame, RawFrame.IP, RawFrame.IP + 20));
        byte[] again = frame.clone();
        RawFrame.repairLengths(again);
        RawFrame.repairChecksums(again);
        assertArrayEquals(frame, again);
    }

    @Test
    void anyOctetsAreTaken() {
        SplittableRandom random = new SplittableRandom(1);
        FrameMutator mutator = new FrameMutator(random);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            mutator.mutate(mutator.mutate(FRAME, noise), FRAME);
            mutator.mutate(noise, FRAME);
        }
    }
}
