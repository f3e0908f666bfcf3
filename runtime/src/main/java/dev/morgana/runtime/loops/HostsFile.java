package dev.morgana.runtime.loops;

import static java.net.spi.InetAddressResolver.LookupPolicy.IPV4;
import static java.net.spi.InetAddressResolver.LookupPolicy.IPV4_FIRST;
import static java.net.spi.InetAddressResolver.LookupPolicy.IPV6;
import static java.net.spi.InetAddressResolver.LookupPolicy.IPV6_FIRST;
import static jdk.internal.util.Exceptions.filterNonSocketInfo;
import static jdk.internal.util.Exceptions.formatMsg;

import java.io.FileNotFoundException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jdk.internal.util.Exceptions.SensitiveInfo;
import org.jspecify.annotations.Nullable;
import sun.net.util.IPAddressUtil;

/// The file of hosts that the property `jdk.net.hosts.file` names, in the form of `/etc/hosts`: an address and names on each line, comments after `#`. Read anew for each question.
///
/// Answers, exceptions and their texts are those of the JDK's own resolver, which differs from it only in being written with [java.util.Scanner] and [String#split(String)]: with
/// these, number formats, locale data and regular expressions would be in each image that has a network and opens a file.
///
/// @param path the file
record HostsFile(String path) {
    /// The addresses of a host, in the order that the policy wants. A line counts if it holds `host` as it is written, and has it as one of its names, in whatever case.
    ///
    /// @throws UnknownHostException if there are none, or no file
    Stream<InetAddress> addresses(String host, LookupPolicy policy) throws UnknownHostException {
        int wanted = policy.characteristics();
        var all = new ArrayList<InetAddress>();
        try (var lines = new ScannedLines(path)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                byte[] address = addressOf(host, withoutComment(line));
                if (address != null) {
                    all.add(InetAddress.getByAddress(host, address));
                }
            }
        } catch (FileNotFoundException e) {
            throw unknown("Unable to resolve host %s as hosts file %s not found", host);
        }
        List<InetAddress> found = chosen(all, wanted);
        if (found.isEmpty()) {
            throw unknown("Unable to resolve host %s in hosts file %s", host);
        }
        return found.stream();
    }

    /// The first name of an address.
    ///
    /// @param address of 4 or 16 bytes
    /// @throws IllegalArgumentException if it has another length
    /// @throws UnknownHostException if there is none, or no file
    String name(byte[] address) throws UnknownHostException {
        if (address.length != 4 && address.length != 16) {
            throw new IllegalArgumentException("Invalid address length");
        }
        try (var lines = new ScannedLines(path)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                List<String> words = words(withoutComment(line));
                if (words.size() >= 2 && Arrays.equals(address, parsed(words.get(0)))) {
                    return words.get(1);
                }
            }
        } catch (FileNotFoundException e) {
            throw unknown(
                    "Unable to resolve address %s as hosts file %s not found",
                    Arrays.toString(address));
        }
        throw unknown(
                "Requested address %s resolves to an invalid entry in hosts file %s",
                Arrays.toString(address));
    }

    private static List<InetAddress> chosen(List<InetAddress> all, int wanted) {
        var first = new ArrayList<InetAddress>();
        var second = new ArrayList<InetAddress>();
        boolean both = (wanted & IPV4) != 0 && (wanted & IPV6) != 0;
        if (both && (wanted & (IPV4_FIRST | IPV6_FIRST)) == 0) {
            return all;
        }
        int family = both ? ((wanted & IPV6_FIRST) != 0 ? IPV6 : IPV4) : wanted & (IPV4 | IPV6);
        for (InetAddress address : all) {
            int own = address instanceof Inet4Address ? IPV4 : IPV6;
            (own == family ? first : second).add(address);
        }
        if (both) {
            first.addAll(second);
        }
        return first;
    }

    private static String withoutComment(String line) {
        int comment = line.indexOf('#');
        return comment < 0 ? line : line.substring(0, comment);
    }

    private static byte @Nullable [] addressOf(String host, String line) {
        if (!line.contains(host)) {
            return null;
        }
        List<String> words = words(line);
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).equalsIgnoreCase(host)) {
                return parsed(words.get(0));
            }
        }
        return null;
    }

    /// What stands between spaces, as [String#split(String)] with `\s+` returns it: empty before a leading space.
    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        int begin = 0;
        for (int i = 0; i < line.length(); i++) {
            if (isSpace(line.charAt(i))) {
                if (begin < i || i == 0) {
                    words.add(line.substring(begin, i));
                }
                begin = i + 1;
            }
        }
        if (begin < line.length()) {
            words.add(line.substring(begin));
        }
        return words;
    }

    private static boolean isSpace(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    private static byte @Nullable [] parsed(String address) {
        try {
            byte[] four = IPAddressUtil.validateNumericFormatV4(address, false);
            return four != null ? four : IPAddressUtil.textToNumericFormatV6(address);
        } catch (IllegalArgumentException ambiguous) {
            return null;
        }
    }

    private UnknownHostException unknown(String format, String what) {
        SensitiveInfo file =
                filterNonSocketInfo(path).replaceWith("from ${jdk.net.hosts.file} system property");
        return new UnknownHostException(formatMsg(format, filterNonSocketInfo(what), file));
    }
}
