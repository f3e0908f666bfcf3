package dev.morgana.system;

import dev.morgana.testkit.RawFrame;
import dev.morgana.wire.Ipv4Header;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What a program sends right before it ends.
final class LastWordsTest {
    private static final int COMMAND = 8;

    /// A TAP interface gets frames a few at a time, and these are fewer.
    @Test
    void areOnTheWire() throws Exception {
        try (Wire wire = Wire.over(new TapLink(Where.PROCESS));
                Session session = wire.startProbe()) {
            byte[] end = "end 2".getBytes(StandardCharsets.US_ASCII);
            wire.packet(Wire.datagram(Wire.PEER, Wire.IMAGE, COMMAND, end));
            wire.await("first datagram", LastWordsTest::isAnswer);
            wire.await("second datagram", LastWordsTest::isAnswer);
            session.end().assertStatus(0);
        }
    }

    private static boolean isAnswer(byte[] frame) {
        return Wire.is(frame, Ipv4Header.UDP)
                && RawFrame.u16(frame, RawFrame.transport(frame)) == COMMAND;
    }
}
