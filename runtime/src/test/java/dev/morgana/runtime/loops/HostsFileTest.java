package dev.morgana.runtime.loops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.Property;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the JDK's own resolver answers is what is right.
class HostsFileTest {
    private static final List<String> NAMES =
            List.of("a", "A", "alpha", "Alpha", "alphabet", "b.example", "äöü", "1.2.3.4", "::1");

    private static final List<String> ADDRESSES =
            List.of(
                    "1.2.3.4",
                    "10.0.0.1",
                    "127.1",
                    "3232235777",
                    "010.0.0.1",
                    "0x7f.0.0.1",
                    "256.1.1.1",
                    "1.2.3",
                    "1.2.3.4.5",
                    "::1",
                    "::",
                    "fe80::1%eth0",
                    "2001:db8::10.0.0.1",
                    "::ffff:10.0.0.1",
                    "1:2:3:4:5:6:7:8:9",
                    ":1",
                    "");

    private static final List<String> SPACES =
            List.of(" ", "  ", "\t", " \t ", "\u000b", "\f", "\u00a0", "\u2003", "");

    private static final List<String> ENDS =
            List.of("\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\n\r", "\n\n", "");

    private static final List<LookupPolicy> POLICIES =
            Stream.of(
                            LookupPolicy.IPV4,
                            LookupPolicy.IPV6,
                            LookupPolicy.IPV4 | LookupPolicy.IPV6,
                            LookupPolicy.IPV4 | LookupPolicy.IPV6 | LookupPolicy.IPV4_FIRST,
                            LookupPolicy.IPV4 | LookupPolicy.IPV6 | LookupPolicy.IPV6_FIRST)
                    .map(LookupPolicy::of)
                    .toList();

    private static final List<byte[]> QUESTIONS =
            List.of(
                    new byte[] {1, 2, 3, 4},
                    new byte[] {10, 0, 0, 1},
                    new byte[] {127, 0, 0, 1},
                    new byte[] {(byte) 192, (byte) 168, 1, 1},
                    new byte[] {8, 0, 0, 1},
                    new byte[16],
                    InetAddress.ofLiteral("::1").getAddress(),
                    InetAddress.ofLiteral("fe80::1").getAddress(),
                    InetAddress.ofLiteral("2001:db8::10.0.0.1").getAddress(),
                    new byte[5]);

    @TempDir Path directory;

    private static InetAddressResolver jdk(Path file) throws ReflectiveOperationException {
        var constructor =
                Class.forName("java.net.InetAddress$HostsFileResolver")
                        .getDeclaredConstructor(String.class);
        constructor.setAccessible(true);
        try {
            return (InetAddressResolver) constructor.newInstance(file.toString());
        } catch (InvocationTargetException e) {
            throw new AssertionError(e);
        }
    }

    private static String answer(Callable<String> question) throws Exception {
        try {
            return question.call();
        } catch (UnknownHostException | IllegalArgumentException e) {
            return e.toString();
        }
    }

    private static String text(Stream<InetAddress> addresses) {
        return Arrays.toString(addresses.toArray());
    }

    private static void compareName(Path file, String name, LookupPolicy policy) throws Exception {
        InetAddressResolver jdk = jdk(file);
        HostsFile hosts = new HostsFile(file.toString());
        assertEquals(
                answer(() -> text(jdk.lookupByName(name, policy))),
                answer(() -> text(hosts.addresses(name, policy))),
                name);
    }

    private static void compareAddress(Path file, byte[] address) throws Exception {
        InetAddressResolver jdk = jdk(file);
        HostsFile hosts = new HostsFile(file.toString());
        assertEquals(
                answer(() -> jdk.lookupByAddress(address)),
                answer(() -> hosts.name(address)),
                Arrays.toString(address));
    }

    /// Asks some of the questions, as the JDK is slow in answering.
    private static void compare(Path file, RandomGenerator random) throws Exception {
        for (int i = 0; i < 3; i++) {
            compareName(file, any(random, NAMES), any(random, POLICIES));
            compareAddress(file, any(random, QUESTIONS));
        }
    }

    private static <T> T any(RandomGenerator random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String line(RandomGenerator random) {
        StringBuilder line = new StringBuilder();
        if (random.nextInt(4) == 0) {
            line.append(any(random, SPACES));
        }
        line.append(random.nextInt(10) == 0 ? "#" : "").append(any(random, ADDRESSES));
        for (int i = random.nextInt(4); i > 0; i--) {
            line.append(any(random, SPACES)).append(any(random, NAMES));
        }
        if (random.nextInt(4) == 0) {
            line.append(any(random, SPACES)).append("# ").append(any(random, NAMES));
        }
        // Longer than what the scanner's buffer holds, once in a while.
        line.append(" ".repeat(random.nextInt(20) == 0 ? random.nextInt(3_000) : 0));
        return line + any(random, ENDS);
    }

    @Test
    @DisplayName("random files of hosts: answers, exceptions and their texts are the JDK's")
    void random() {
        Path file = directory.resolve("hosts");
        Property.check(
                500,
                random -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = random.nextInt(60); i > 0; i--) {
                        text.append(line(random));
                    }
                    Files.writeString(file, text);
                    compare(file, random);
                });
    }

    @Test
    @DisplayName("what is no UTF-8 ends the file where it does for the JDK")
    void malformed() {
        Path file = directory.resolve("hosts");
        Property.check(
                60,
                random -> {
                    var bytes = new ByteArrayOutputStream();
                    int bad = random.nextInt(300);
                    for (int i = 0; i < 300; i++) {
                        bytes.writeBytes(line(random).getBytes(UTF_8));
                        if (i == bad) {
                            bytes.write(random.nextBoolean() ? 0xff : 0xc3);
                        }
                    }
                    Files.write(file, bytes.toByteArray());
                    compare(file, random);
                });
    }

    @Test
    @DisplayName("a line end falls between two reads")
    void betweenReads() throws Exception {
        Path file = directory.resolve("hosts");
        for (int length : IntStream.rangeClosed(1_010, 1_030).toArray()) {
            for (String end : ENDS) {
                String line = "1.2.3.4 a" + " ".repeat(length - 9) + end;
                Files.writeString(file, line + "10.0.0.1 a\r");
                compareName(file, "a", POLICIES.get(0));
            }
        }
    }

    @Test
    @DisplayName("no such file")
    void missing() throws Exception {
        Path file = directory.resolve("none");
        compareName(file, "a", POLICIES.get(0));
        compareAddress(file, QUESTIONS.get(0));
        String answer =
                answer(() -> text(new HostsFile(file.toString()).addresses("a", POLICIES.get(0))));
        assertTrue(answer.contains("as hosts file"), answer);
    }
}
