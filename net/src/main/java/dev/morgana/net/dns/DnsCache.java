package dev.morgana.net.dns;

import dev.morgana.wire.DnsName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Answers, each for its time to live; bounded, the one used longest ago gives way.
final class DnsCache {
    /// Most names.
    static final int CAPACITY = 256;

    /// RFC 2181 section 8 lets a cache bound the time to live: a day.
    static final int LONGEST = (int) TimeUnit.DAYS.toSeconds(1);

    /// RFC 2308 section 5: negative answers are kept for some hours at most: one.
    static final int LONGEST_NEGATIVE = (int) TimeUnit.HOURS.toSeconds(1);

    private record Kept(DnsAnswer answer, long expiry) {}

    private final Map<DnsName, Kept> entries =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<DnsName, Kept> eldest) {
                    return size() > CAPACITY;
                }
            };

    /// The answer for `name`, or null when there is none that is still good.
    @Nullable DnsAnswer find(DnsName name, long now) {
        Kept entry = entries.get(name);
        if (entry == null) {
            return null;
        }
        if (entry.expiry <= now) {
            entries.remove(name);
            return null;
        }
        return entry.answer;
    }

    /// Keeps an answer for `seconds`; not at all for 0.
    void keep(DnsName name, DnsAnswer answer, int seconds, long now) {
        int longest = answer instanceof DnsAnswer.NotFound ? LONGEST_NEGATIVE : LONGEST;
        if (seconds > 0) {
            long lifetime = TimeUnit.SECONDS.toNanos(Math.min(seconds, longest));
            entries.put(name, new Kept(answer, now + lifetime));
        }
    }

    /// Forgets everything.
    void clear() {
        entries.clear();
    }

    int size() {
        return entries.size();
    }
}
