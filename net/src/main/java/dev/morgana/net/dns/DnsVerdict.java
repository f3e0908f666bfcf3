package dev.morgana.net.dns;

import dev.morgana.wire.DnsMessage;
import dev.morgana.wire.DnsName;
import dev.morgana.wire.DnsRecord;
import dev.morgana.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a response that belongs to our query says.
sealed interface DnsVerdict {
    /// The final answer.
    ///
    /// @param seconds to keep it
    record Final(DnsAnswer answer, int seconds) implements DnsVerdict {}

    /// The answer did not fit: ask again over TCP.
    record Truncated() implements DnsVerdict {}

    /// The server does not know EDNS: ask again without (RFC 6891 section 7).
    record WithoutExtensions() implements DnsVerdict {}

    /// The server cannot or will not answer: ask the next.
    record OtherServer(int code) implements DnsVerdict {}

    /// Longest chain of aliases that is followed.
    int LONGEST_CHAIN = 16;

    /// RFC 6891 section 6.1.3: extended code for an unknown version.
    int BAD_VERSION = 16;

    /// Reads a response to a query for the addresses of `name`.
    static DnsVerdict of(DnsMessage response, DnsName name) {
        if (response.has(DnsMessage.TRUNCATED)) {
            return new Truncated();
        }
        return switch (response.responseCode()) {
            case DnsMessage.NO_ERROR -> addresses(response, name);
            case DnsMessage.NAME_ERROR -> negative(response);
            case DnsMessage.FORMAT_ERROR, DnsMessage.NOT_IMPLEMENTED, BAD_VERSION ->
                    new WithoutExtensions();
            default -> new OtherServer(response.responseCode());
        };
    }

    /// RFC 1034 section 4.3.2 step 3 (a): the answer section holds the chain of aliases and the records at its end. The time to live is
    /// the shortest on the way.
    private static DnsVerdict addresses(DnsMessage response, DnsName asked) {
        DnsName name = asked;
        int seconds = DnsCache.LONGEST;
        for (int hops = 0; hops <= LONGEST_CHAIN; hops++) {
            List<Ipv4Address> found = new ArrayList<>();
            DnsRecord alias = null;
            for (DnsRecord record : response.answers()) {
                if (!record.name().equals(name)) {
                    continue;
                }
                if (record.data() instanceof DnsRecord.Data.Address(Ipv4Address address)) {
                    found.add(address);
                    seconds = Math.min(seconds, record.lifetime());
                } else if (record.data() instanceof DnsRecord.Data.Alias) {
                    alias = record;
                }
            }
            if (!found.isEmpty()) {
                return new Final(new DnsAnswer.Addresses(found), seconds);
            }
            if (alias == null || !(alias.data() instanceof DnsRecord.Data.Alias(DnsName next))) {
                return negative(response);
            }
            name = next;
            seconds = Math.min(seconds, alias.lifetime());
        }
        return new Final(new DnsAnswer.Failed("chain of aliases too long"), 0);
    }

    /// RFC 2308 section 5: kept for the shorter of the SOA record's time to live and its MINIMUM; not at all without that record.
    private static DnsVerdict negative(DnsMessage response) {
        @Nullable DnsRecord authority = null;
        int seconds = 0;
        for (DnsRecord record : response.authorities()) {
            if (authority == null
                    && record.data() instanceof DnsRecord.Data.Authority(_, _, _, int minimum)) {
                authority = record;
                seconds = Math.min(record.lifetime(), Math.max(minimum, 0));
            }
        }
        return new Final(DnsAnswer.NOT_FOUND, seconds);
    }
}
