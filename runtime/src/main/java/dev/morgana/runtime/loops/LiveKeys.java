package dev.morgana.runtime.loops;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.internal.util.ReferenceKey;
import org.jspecify.annotations.Nullable;

/// The keys of a map that have not been collected.
final class LiveKeys {
    private LiveKeys() {}

    /// Those behind `references`, in their order.
    static List<Object> of(Set<ReferenceKey<Object>> references) {
        List<Object> keys = new ArrayList<>();
        for (ReferenceKey<Object> reference : references) {
            Object key = reference.get();
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    /// An entry whose value may be gone too.
    static Map.Entry<Object, @Nullable Object> entry(Object key, @Nullable Object value) {
        return new AbstractMap.SimpleEntry<>(key, value);
    }
}
