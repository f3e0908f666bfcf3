package dev.morgana.net.dns;

import dev.morgana.net.RandomSource;
import dev.morgana.net.tcp.TcpLayer;
import dev.morgana.net.udp.UdpLayer;
import dev.morgana.wire.DnsName;
import dev.morgana.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the IPv4 addresses of host names: from the text itself, for this machine, from its cache, or from the name servers.
public final class DnsResolver {
    private final UdpLayer udp;
    private final TcpLayer tcp;
    private final RandomSource random;
    private final LocalNames local;
    private final DnsCache cache = new DnsCache();
    private final List<DnsExchange> exchanges = new ArrayList<>();
    private List<Ipv4Address> servers = List.of();
    private Ipv4Address own = Ipv4Address.LOOPBACK;

    /// A resolver that knows no servers yet.
    ///
    /// @param hostname this machine's name, which is never asked for
    public DnsResolver(UdpLayer udp, TcpLayer tcp, RandomSource random, String hostname) {
        this.udp = udp;
        this.tcp = tcp;
        this.random = random;
        this.local = new LocalNames(hostname);
    }

    /// Asks these servers from now on, in this order. What others answered is forgotten.
    public void servers(List<Ipv4Address> changed, long now) {
        if (!changed.equals(servers)) {
            List<Ipv4Address> others = List.copyOf(changed);
            servers = others;
            cache.clear();
            for (int i = 0; i < exchanges.size(); i++) {
                exchanges.get(i).servers(others, now);
            }
        }
    }

    /// The servers asked.
    public List<Ipv4Address> servers() {
        return servers;
    }

    /// What this machine's name stands for: its address, or 127.0.0.1 while it has none.
    public void ownAddress(@Nullable Ipv4Address address) {
        own = address == null ? Ipv4Address.LOOPBACK : address;
    }

    /// Looks `host` up. The answer may be there at once; otherwise after some [#poll].
    public DnsLookup resolve(String host, long now) {
        DnsLookup lookup = new DnsLookup();
        DnsAnswer known = local.find(host, own);
        if (known != null) {
            lookup.complete(known);
            return lookup;
        }
        DnsName name;
        try {
            name = DnsName.of(host);
        } catch (IllegalArgumentException noDomainName) {
            lookup.complete(DnsAnswer.NOT_FOUND);
            return lookup;
        }
        DnsAnswer cached = cache.find(name, now);
        if (cached != null) {
            lookup.complete(cached);
        } else {
            exchange(name, now).add(lookup);
        }
        return lookup;
    }

    private DnsExchange exchange(DnsName name, long now) {
        for (DnsExchange exchange : exchanges) {
            if (exchange.name().equals(name)) {
                return exchange;
            }
        }
        DnsExchange made = new DnsExchange(name, servers, udp, tcp, random, now);
        exchanges.add(made);
        return made;
    }

    /// Reads answers and sends what is due.
    ///
    /// @return the next deadline, or [Long#MAX_VALUE]
    public long poll(long now) {
        long next = Long.MAX_VALUE;
        for (int i = exchanges.size() - 1; i >= 0; i--) {
            DnsExchange exchange = exchanges.get(i);
            DnsVerdict.Final result = exchange.poll(now);
            if (result == null) {
                next = Math.min(next, exchange.deadline());
            } else {
                exchanges.remove(i);
                exchange.complete(result.answer());
                cache.keep(exchange.name(), result.answer(), result.seconds(), now);
            }
        }
        return next;
    }
}
