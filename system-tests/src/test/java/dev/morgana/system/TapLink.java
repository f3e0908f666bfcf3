package dev.morgana.system;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The image has a TAP interface in a network namespace of its own. The test stands where Linux would, which has no address there.
final class TapLink implements FrameLink {
    private static final String DEVICE = "tap0";

    /// What the tool does itself, but for segments and checksums, which the card leaves to Linux then: the test looks at them.
    private static final List<String> FRAMES_OF_A_WIRE =
            Morgana.cardOn(
                    "tap,id=wire,ifname=%s,script=no,downscript=no,vnet_hdr=off".formatted(DEVICE));

    private final Where where;
    private final Namespace namespace = Namespace.create();
    private final PacketSocket socket;

    /// @param where what the image runs on
    TapLink(Where where) throws Exception {
        this.where = where;
        namespace.addBareTap(DEVICE);
        socket = PacketSocket.open(namespace.path(), DEVICE);
    }

    @Override
    public Session startProbe(List<String> bootKeys) throws IOException, InterruptedException {
        List<String> options =
                new ArrayList<>(
                        where == Where.QEMU ? FRAMES_OF_A_WIRE : List.of("--net", "tap:" + DEVICE));
        bootKeys.forEach(key -> options.addAll(List.of("--boot", key)));
        options.addAll(List.of("--", "wire"));
        return namespace.morgana(where.words(Morgana.PROBE, options));
    }

    @Override
    public void send(byte[] frame) throws IOException {
        socket.send(frame);
    }

    @Override
    public byte @Nullable [] receive(Duration patience) throws IOException {
        return socket.receive(patience);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        namespace.close();
    }
}
