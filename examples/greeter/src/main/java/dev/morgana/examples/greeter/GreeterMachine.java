package dev.morgana.examples.greeter;

import dev.morgana.config.BootKey;
import dev.morgana.config.Configuration;
import dev.morgana.config.EmbeddedFile;
import dev.morgana.config.Machine;
import dev.morgana.config.MemorySize;
import dev.morgana.config.NetworkCard;
import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import java.nio.file.Path;
import java.time.ZoneId;

/// The machine of the greeter: its address, its files and its time zone are fixed; port and greeting may be set when it boots.
final class GreeterMachine implements Configuration {
    private static final BootKey<Integer> PORT =
            BootKey.integer("port", 8080).range(1, 65_535).meaning("TCP port of the page");
    private static final BootKey<String> GREETING =
            BootKey.text("greeting", "hello").meaning("first word of the page");

    @Override
    public Machine machine() {
        return Machine.running(Main.class)
                .memory(MemorySize.mebibytes(32))
                .imageAtMost(MemorySize.mebibytes(7))
                .network(
                        NetworkCard.named("lan")
                                .address(new Ipv4Prefix(Ipv4Address.of(10, 0, 2, 15), 24))
                                .gateway(Ipv4Address.of(10, 0, 2, 2)))
                .files(EmbeddedFile.at("/etc/motd", Path.of("motd.txt")))
                .property("motd", "/etc/motd")
                .timeZone(ZoneId.of("Europe/Vienna"))
                .bootKeys(PORT, GREETING);
    }
}
