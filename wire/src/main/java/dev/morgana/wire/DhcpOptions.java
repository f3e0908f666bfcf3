package dev.morgana.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The options of a DHCP message (RFC 2132), by code. An option that a message repeats is one value, joined in order (RFC 3396); on
/// writing a value beyond 255 octets is split the same way.
///
/// @param values of the codes 1 to 254
public record DhcpOptions(Map<Integer, Octets> values) {
    /// Code: subnet mask.
    public static final int SUBNET_MASK = 1;

    /// Code: routers, most preferred first.
    public static final int ROUTER = 3;

    /// Code: domain name servers, most preferred first.
    public static final int DOMAIN_NAME_SERVER = 6;

    /// Code: host name.
    public static final int HOST_NAME = 12;

    /// Code: domain name.
    public static final int DOMAIN_NAME = 15;

    /// Code: interface MTU.
    public static final int INTERFACE_MTU = 26;

    /// Code: requested IP address.
    public static final int REQUESTED_ADDRESS = 50;

    /// Code: lease time in seconds.
    public static final int LEASE_TIME = 51;

    /// Code: option overload: the fields `file` (1), `sname` (2) or both (3) hold options.
    public static final int OVERLOAD = 52;

    /// Code: message type.
    public static final int MESSAGE_TYPE = 53;

    /// Code: server identifier.
    public static final int SERVER_IDENTIFIER = 54;

    /// Code: parameter request list.
    public static final int PARAMETER_REQUEST = 55;

    /// Code: maximum DHCP message size.
    public static final int MAXIMUM_SIZE = 57;

    /// Code: renewal time T1 in seconds.
    public static final int RENEWAL_TIME = 58;

    /// Code: rebinding time T2 in seconds.
    public static final int REBINDING_TIME = 59;

    /// Code: client identifier.
    public static final int CLIENT_IDENTIFIER = 61;

    /// Code: classless static routes (RFC 3442).
    public static final int CLASSLESS_ROUTES = 121;

    private static final int PAD = 0;
    private static final int END = 255;

    /// A route of option 121: packets to `destination` go through `router`; router `0.0.0.0` says that the destination is on the link.
    public record Route(Ipv4Prefix destination, Ipv4Address router) {}

    /// @throws IllegalArgumentException if a code is outside 1 to 254
    public DhcpOptions {
        for (int code : values.keySet()) {
            if (code <= PAD || code >= END) {
                throw new IllegalArgumentException("option code out of range: " + code);
            }
        }
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /// No options.
    public static DhcpOptions none() {
        return new DhcpOptions(Map.of());
    }

    /// These options and one more, or with another value.
    public DhcpOptions with(int code, Octets value) {
        Map<Integer, Octets> changed = new TreeMap<>(values);
        changed.put(code, value);
        return new DhcpOptions(changed);
    }

    /// These options and one more whose value is an address.
    public DhcpOptions with(int code, Ipv4Address address) {
        return with(code, number(address.bits()));
    }

    /// A 32-bit number as an option's value.
    public static Octets number(int value) {
        return Octets.of(value >>> 24, value >>> 16, value >>> 8, value);
    }

    /// The value of an option, or null.
    public @Nullable Octets value(int code) {
        return values.get(code);
    }

    /// The value of an option that is an address, or null when it is absent.
    ///
    /// @throws MalformedPacketException if it has another length
    public @Nullable Ipv4Address address(int code) {
        Octets value = sized(code, 4);
        return value == null ? null : new Ipv4Address(value.i32(0));
    }

    /// The value of an option that is an unsigned 32-bit number of seconds, or `absent`.
    ///
    /// @throws MalformedPacketException if it has another length
    public long seconds(int code, long absent) {
        Octets value = sized(code, 4);
        return value == null ? absent : value.i32(0) & 0xffff_ffffL;
    }

    /// The value of an option that is one octet, or -1 when it is absent.
    ///
    /// @throws MalformedPacketException if it has another length
    public int octet(int code) {
        Octets value = sized(code, 1);
        return value == null ? -1 : value.u8(0);
    }

    /// The value of an option that is an unsigned 16-bit number, or -1 when it is absent.
    ///
    /// @throws MalformedPacketException if it has another length
    public int number16(int code) {
        Octets value = sized(code, 2);
        return value == null ? -1 : value.u16(0);
    }

    private @Nullable Octets sized(int code, int length) {
        Octets value = values.get(code);
        if (value != null && value.length() != length) {
            throw MalformedPacketException.INSTANCE;
        }
        return value;
    }

    /// The addresses of an option that is a list of them; empty when it is absent.
    ///
    /// @throws MalformedPacketException if its length is not a positive multiple of 4
    public List<Ipv4Address> addresses(int code) {
        Octets value = values.get(code);
        if (value == null) {
            return List.of();
        }
        if (value.length() == 0 || value.length() % 4 != 0) {
            throw MalformedPacketException.INSTANCE;
        }
        List<Ipv4Address> addresses = new ArrayList<>();
        for (int i = 0; i < value.length(); i += 4) {
            addresses.add(new Ipv4Address(value.i32(i)));
        }
        return List.copyOf(addresses);
    }

    /// The classless static routes (RFC 3442): each a prefix length, the significant octets of the destination, the router.
    ///
    /// @throws MalformedPacketException if the option is cut short or a prefix length exceeds 32
    public List<Route> classlessRoutes() {
        Octets value = values.get(CLASSLESS_ROUTES);
        List<Route> routes = new ArrayList<>();
        int at = 0;
        while (value != null && at < value.length()) {
            int length = value.u8(at);
            int significant = (length + 7) / 8;
            if (length > 32 || at + 1 + significant + 4 > value.length()) {
                throw MalformedPacketException.INSTANCE;
            }
            int bits = 0;
            for (int i = 0; i < significant; i++) {
                bits |= value.u8(at + 1 + i) << (24 - 8 * i);
            }
            Ipv4Prefix destination = new Ipv4Prefix(new Ipv4Address(bits), length);
            Ipv4Address router = new Ipv4Address(value.i32(at + 1 + significant));
            routes.add(new Route(new Ipv4Prefix(destination.network(), length), router));
            at += 1 + significant + 4;
        }
        return List.copyOf(routes);
    }

    /// Reads one field of options, which ends at option 255 or with the field, and joins what repeats to `into`.
    ///
    /// @throws MalformedPacketException if an option reaches beyond the field
    static void read(byte[] from, int start, int end, Map<Integer, Octets> into) {
        int at = start;
        while (at < end) {
            int code = Bytes.u8(from, at++);
            if (code == END) {
                return;
            }
            if (code == PAD) {
                continue;
            }
            if (at == end || at + 1 + Bytes.u8(from, at) > end) {
                throw MalformedPacketException.INSTANCE;
            }
            int length = Bytes.u8(from, at++);
            into.merge(code, Octets.copyOf(from, at, length), Octets::join);
            at += length;
        }
    }

    /// Appends all options, the message type first (some servers look for it there), and the end mark.
    void write(PacketBuffer to) {
        Octets type = values.get(MESSAGE_TYPE);
        if (type != null) {
            append(to, MESSAGE_TYPE, type);
        }
        for (Map.Entry<Integer, Octets> option : values.entrySet()) {
            if (option.getKey() != MESSAGE_TYPE) {
                append(to, option.getKey(), option.getValue());
            }
        }
        Bytes.put8(to.array(), to.append(1), END);
    }

    private static void append(PacketBuffer to, int code, Octets value) {
        int done = 0;
        do {
            int part = Math.min(255, value.length() - done);
            int at = to.append(2 + part);
            Bytes.put8(to.array(), at, code);
            Bytes.put8(to.array(), at + 1, part);
            value.copyTo(done, to.array(), at + 2, part);
            done += part;
        } while (done < value.length());
    }
}
