package dev.morgana.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Random values of wire's types for properties.
final class Arbitrary {
    private Arbitrary() {}

    static MacAddress mac(RandomGenerator random) {
        return new MacAddress(random.nextLong() >>> 16);
    }

    static Ipv4Address address(RandomGenerator random) {
        return new Ipv4Address(random.nextInt());
    }

    static Octets octets(RandomGenerator random, int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return Octets.copyOf(bytes);
    }

    static int u16(RandomGenerator random) {
        return random.nextInt(65536);
    }

    static int u8(RandomGenerator random) {
        return random.nextInt(256);
    }

    /// An empty buffer with plenty of room on both sides.
    static PacketBuffer buffer() {
        return PacketBuffer.unpooled(2048, 8192);
    }

    static PacketBuffer buffer(RandomGenerator random, int most) {
        return PacketBuffer.copyOf(octets(random, most).toByteArray());
    }

    static Ipv4Header ipv4Header(RandomGenerator random) {
        return new Ipv4Header(
                u8(random),
                u16(random),
                random.nextInt(8),
                random.nextInt(8192),
                u8(random),
                u8(random),
                address(random),
                address(random),
                Octets.copyOf(new byte[random.nextInt(11) * 4]));
    }

    static DnsName name(RandomGenerator random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            for (int k = random.nextInt(i == 2 ? 63 : 9); k >= 0; k--) {
                name.append(
                        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789-_"
                                .charAt(random.nextInt(48)));
            }
            name.append('.');
        }
        return DnsName.of(name.toString());
    }

    static DnsRecord record(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> record(random, DnsRecord.A, new DnsRecord.Data.Address(address(random)));
            case 1 -> record(random, DnsRecord.CNAME, new DnsRecord.Data.Alias(name(random)));
            case 2 -> {
                byte[] numbers = new byte[16];
                random.nextBytes(numbers);
                yield record(
                        random,
                        DnsRecord.SOA,
                        new DnsRecord.Data.Authority(
                                name(random),
                                name(random),
                                Octets.copyOf(numbers),
                                random.nextInt()));
            }
            default ->
                    record(
                            random,
                            1000 + random.nextInt(1000),
                            new DnsRecord.Data.Opaque(octets(random, 300)));
        };
    }

    private static DnsRecord record(RandomGenerator random, int type, DnsRecord.Data data) {
        return new DnsRecord(name(random), type, DnsRecord.INTERNET, random.nextInt(), data);
    }

    static DnsMessage dnsMessage(RandomGenerator random) {
        return new DnsMessage(
                u16(random),
                u16(random),
                list(random, () -> new DnsMessage.Question(name(random), u16(random), u16(random))),
                list(random, () -> record(random)),
                list(random, () -> record(random)),
                list(random, () -> record(random)));
    }

    private static <T> List<T> list(RandomGenerator random, Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(element.get());
        }
        return list;
    }

    static DhcpMessage dhcpMessage(RandomGenerator random) {
        DhcpOptions options = DhcpOptions.none();
        for (int i = random.nextInt(6); i > 0; i--) {
            int code = 1 + random.nextInt(254);
            if (code != DhcpOptions.OVERLOAD) {
                options = options.with(code, octets(random, 600));
            }
        }
        return new DhcpMessage(
                1 + random.nextInt(2),
                random.nextInt(),
                u16(random),
                random.nextBoolean(),
                new DhcpMessage.Addresses(
                        address(random), address(random), address(random), address(random)),
                mac(random),
                options);
    }
}
