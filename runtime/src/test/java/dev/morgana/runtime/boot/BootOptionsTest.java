package dev.morgana.runtime.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.wire.Ipv4Address;
import dev.morgana.wire.Ipv4Prefix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootOptionsTest {
    private static String refusal(boolean network, String... tokens) {
        return assertThrows(
                        BootKeyException.class,
                        () -> BootOptions.parse(List.of(tokens), network, Description.DEFAULT))
                .text();
    }

    @Test
    void nothing() {
        BootOptions options = BootOptions.parse(List.of(), true, Description.DEFAULT);
        assertEquals(new NetworkOptions(List.of(CardOptions.NONE), null), options.network());
        assertEquals(BootOptions.NONE, BootOptions.parse(List.of(), false, Description.DEFAULT));
    }

    @Test
    void allKeys() {
        BootOptions options =
                BootOptions.parse(
                        List.of(
                                "net.ipv4=192.0.2.10/24",
                                "net.gateway=192.0.2.1",
                                "net.dns=192.0.2.2,192.0.2.3",
                                "net.hostname=shop.example",
                                "log.level=debug",
                                "env.A=b=c",
                                "env.EMPTY=",
                                "prop.user.timezone=Europe/Berlin"),
                        true,
                        Description.DEFAULT);
        CardOptions network = options.network().cards().getFirst();
        assertEquals(Ipv4Prefix.parse("192.0.2.10/24"), network.address());
        assertEquals(Ipv4Address.of(192, 0, 2, 1), network.gateway());
        assertEquals(
                List.of(Ipv4Address.of(192, 0, 2, 2), Ipv4Address.of(192, 0, 2, 3)), network.dns());
        assertEquals("shop.example", options.network().hostname());
        assertEquals(System.Logger.Level.DEBUG, options.logLevel());
        assertEquals(Map.of("A", "b=c", "EMPTY", ""), options.environment());
        assertEquals(Map.of("user.timezone", "Europe/Berlin"), options.properties());
    }

    @Test
    void withoutAddressThereIsDhcp() {
        CardOptions network =
                BootOptions.parse(List.of("net.dns=192.0.2.2"), true, Description.DEFAULT)
                        .network()
                        .cards()
                        .getFirst();
        assertNull(network.address());
        assertEquals(1, network.dns().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "net.ipv4=192.0.2.10",
                "net.ipv4=192.0.2.10/",
                "net.ipv4=192.0.2.10/0",
                "net.ipv4=192.0.2.10/33",
                "net.ipv4=192.0.2.10/2x",
                "net.ipv4=192.0.2.256/24",
                "net.ipv4=127.0.0.1/8",
                "net.ipv4=0.0.0.0/8",
                "net.ipv4=224.0.0.1/8",
                "net.ipv4=192.0.2.255/24",
                "net.ipv4=192.0.2.0/24",
                "net.dns=",
                "net.dns=192.0.2.1,",
                "net.dns=name",
                "net.hostname=",
                "net.hostname=-a",
                "net.hostname=a-",
                "net.hostname=a..b",
                "net.hostname=a b",
                "log.level=loud",
            })
    void badValues(String token) {
        String text = refusal(true, token);
        assertTrue(text.startsWith(token.substring(0, token.indexOf('='))), text);
    }

    @ParameterizedTest
    @CsvSource({"net.ipv5=x", "NET.ipv4=x", "env.=x", "prop.=x", "nonsense=1"})
    void unknownKeys(String token) {
        assertTrue(refusal(true, token).startsWith("unknown key "));
    }

    @Test
    void notAKey() {
        assertEquals("not of the form KEY=VALUE: quiet", refusal(true, "quiet"));
        assertEquals("not of the form KEY=VALUE: =x", refusal(true, "=x"));
    }

    @Test
    void twice() {
        assertEquals("given twice: log.level", refusal(true, "log.level=info", "log.level=info"));
    }

    @Test
    void aGatewayWithoutAddress() {
        assertEquals(
                "net.gateway needs net.ipv4 beside it", refusal(true, "net.gateway=192.0.2.1"));
    }

    @Test
    void noNetworkInTheImage() {
        assertEquals(
                "net.ipv4: this image holds no network, as its program uses none",
                refusal(false, "net.ipv4=192.0.2.10/24"));
    }
}
