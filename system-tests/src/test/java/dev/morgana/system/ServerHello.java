package dev.morgana.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;

/// What a TLS server has chosen for its first message, as hexadecimal digits.
///
/// @param random its random number of 32 octets (RFC 8446 section 4.1.3)
/// @param rest what lies behind that; its share of the key above all
record ServerHello(String random, String rest) {
    /// The type of TLS records that hold messages of a handshake (section 5.1).
    private static final int HANDSHAKE = 22;

    /// The type of a server's first message (section 4).
    private static final int SERVER_HELLO = 2;

    /// Where its random number lies, behind type, length and version, and ends.
    private static final int RANDOM = 6;

    private static final int RANDOM_END = RANDOM + 32;

    /// A record with the first message of a client of `examples/https`. A server to which the same one is sent twice need not answer alike.
    static byte[] greeting() throws Exception {
        SSLEngine client = TestCertificate.ofTheExample().tls().createSSLEngine();
        client.setUseClientMode(true);
        ByteBuffer record = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        client.wrap(ByteBuffer.allocate(0), record);
        return Arrays.copyOf(record.array(), record.position());
    }

    /// What the server behind a port of this host answers to `greeting`.
    static ServerHello to(byte[] greeting, int port) throws IOException {
        try (Socket socket = Client.connect(port)) {
            socket.getOutputStream().write(greeting);
            var in = new DataInputStream(socket.getInputStream());
            assertEquals(HANDSHAKE, in.readUnsignedByte());
            in.readUnsignedShort(); // a version of old
            byte[] message = in.readNBytes(in.readUnsignedShort());
            assertEquals(SERVER_HELLO, message[0]);
            HexFormat digits = HexFormat.of();
            return new ServerHello(
                    digits.formatHex(message, RANDOM, RANDOM_END),
                    digits.formatHex(message, RANDOM_END, message.length));
        }
    }
}
