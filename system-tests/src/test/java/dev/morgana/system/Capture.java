package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A capture file of Ethernet frames, in the classic format of libpcap.
final class Capture {
    private static final int MAGIC = 0xa1b2c3d4;
    private static final int ETHERNET = 1;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;

    private Capture() {}

    /// What a frame holds.
    enum Kind {
        ARP,
        DHCP,
        TCP,
        UDP,
        OTHER
    }

    /// What the frames of a file hold, in their order. Fails unless the file ends where a record does.
    static List<Kind> read(Path file) throws IOException {
        return frames(file).stream().map(ByteBuffer::wrap).map(Capture::kind).toList();
    }

    /// The frames of a file, in their order. Fails unless the file ends where a record does.
    static List<byte[]> frames(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(MAGIC, bytes.getInt(0), "magic number");
        assertEquals(ETHERNET, bytes.getInt(20), "link type");
        List<byte[]> frames = new ArrayList<>();
        for (int at = FILE_HEADER; at < bytes.capacity(); ) {
            assertTrue(at + RECORD_HEADER <= bytes.capacity(), "a record's header is cut off");
            int length = bytes.getInt(at + 8);
            assertEquals(length, bytes.getInt(at + 12), "a frame was shortened");
            at += RECORD_HEADER;
            assertTrue(at + length <= bytes.capacity(), "a frame is cut off");
            byte[] frame = new byte[length];
            bytes.get(at, frame);
            frames.add(frame);
            at += length;
        }
        return frames;
    }

    private static Kind kind(ByteBuffer frame) {
        int type = frame.getShort(12) & 0xffff;
        if (type == 0x0806) {
            return Kind.ARP;
        }
        if (type != 0x0800) {
            return Kind.OTHER;
        }
        boolean laterFragment = (frame.getShort(20) & 0x1fff) != 0;
        if (laterFragment) {
            return Kind.OTHER;
        }
        int protocol = frame.get(23);
        int ports = 14 + 4 * (frame.get(14) & 15);
        return switch (protocol) {
            case 6 -> Kind.TCP;
            case 17 -> isDhcp(frame, ports) || isDhcp(frame, ports + 2) ? Kind.DHCP : Kind.UDP;
            default -> Kind.OTHER;
        };
    }

    private static boolean isDhcp(ByteBuffer frame, int port) {
        int number = frame.getShort(port) & 0xffff;
        return number == 67 || number == 68;
    }
}
