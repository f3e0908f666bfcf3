package dev.morgana.runtime.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A machine with a configuration class: what it fixes cannot be changed at boot, and its boot keys are checked.
class DescriptionTest {
    private static final String SETTINGS =
            """
            argument.0=one
            argument.1=two words
            card.0.address=192.0.2.10/24
            card.0.addressing=fixed
            card.0.gateway=192.0.2.1
            card.0.name=lan
            card.0.nameServers=192.0.2.2,192.0.2.3
            cards=1
            console=OUTPUT
            entropy=CPU
            key.0.default=8080
            key.0.name=port
            key.0.type=whole 1 65535
            key.1.default=hello
            key.1.name=greeting
            key.1.type=text 10
            logging=WARNING
            property.shop.name=Caf\\u00e9
            property.user.language=de
            property.user.script=
            """;

    private static Description machine() throws IOException {
        Properties settings = new Properties();
        settings.load(new StringReader(SETTINGS));
        return Description.of(settings);
    }

    private static BootOptions parsed(String... tokens) throws IOException {
        return BootOptions.parse(List.of(tokens), true, machine());
    }

    @Test
    void whatIsFixed() throws IOException {
        BootOptions options = parsed();
        assertEquals(List.of("one", "two words"), machine().arguments());
        assertEquals(
                Map.of(
                        "port", "8080",
                        "greeting", "hello",
                        "shop.name", "Café",
                        "user.language", "de",
                        "user.script", ""),
                options.properties());
        assertEquals(System.Logger.Level.WARNING, options.logLevel());
        assertFalse(machine().input());
        assertFalse(machine().entropyDevice());
        assertEquals(
                new CardOptions(
                        Ipv4Prefix.parse("192.0.2.10/24"),
                        Ipv4Address.of(192, 0, 2, 1),
                        List.of(Ipv4Address.of(192, 0, 2, 2), Ipv4Address.of(192, 0, 2, 3))),
                options.network().cards().getFirst());
    }

    @Test
    void severalCards() throws IOException {
        Properties settings = new Properties();
        settings.load(
                new StringReader(
                        SETTINGS.replace(
                                "cards=1", "cards=2\ncard.1.name=backup\ncard.1.addressing=boot")));
        Description two = Description.of(settings);
        CardOptions second =
                BootOptions.parse(List.of("backup.ipv4=10.0.0.1/8"), true, two)
                        .network()
                        .cards()
                        .getLast();
        assertEquals(Ipv4Prefix.parse("10.0.0.1/8"), second.address());
        assertEquals(
                "unknown key x; known are port, greeting, backup.ipv4, backup.gateway, backup.dns, net.hostname, log.level",
                assertThrows(
                                BootKeyException.class,
                                () -> BootOptions.parse(List.of("x=1"), true, two))
                        .text());
        assertEquals(
                "backup.ipv4=10.0.0.0/8: not the address of a host",
                assertThrows(
                                BootKeyException.class,
                                () ->
                                        BootOptions.parse(
                                                List.of("backup.ipv4=10.0.0.0/8"), true, two))
                        .text());
    }

    @Test
    void whatMayBeSet() throws IOException {
        BootOptions options =
                parsed("port=1", "prop.greeting=servus", "log.level=debug", "net.hostname=shop");
        assertEquals("1", options.properties().get("port"));
        assertEquals("servus", options.properties().get("greeting"));
        assertEquals(System.Logger.Level.DEBUG, options.logLevel());
        assertEquals("shop", options.network().hostname());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port=0 | port=0: not a number from 1 to 65535 inclusive",
                "port=http | port=http: not a number from 1 to 65535 inclusive",
                "greeting=hello world! | greeting=hello world!: not a text of at most 10 characters",
                "net.ipv4=192.0.2.11/24 | net.ipv4: fixed when the image was built",
                "prop.other=1 | unknown key prop.other; known are port, greeting, net.hostname, log.level",
                "env.A=1 | unknown key env.A; known are port, greeting, net.hostname, log.level",
            })
    void whatIsRefused(String token, String text) {
        assertEquals(text, assertThrows(BootKeyException.class, () -> parsed(token)).text());
    }

    @Test
    void twoNamesOfOneKey() {
        assertEquals(
                "given twice: port",
                assertThrows(BootKeyException.class, () -> parsed("port=1", "prop.port=2")).text());
    }
}
