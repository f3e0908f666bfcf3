package dev.morgana.runtime.loops;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import jdk.internal.util.ReferenceKey;
import jdk.internal.util.ReferencedKeyMap;

/// A map that the JDK caches locales in: its keys may be gone at any time.
@TargetClass(ReferencedKeyMap.class)
final class Target_jdk_internal_util_ReferencedKeyMap {
    @Alias private Map<ReferenceKey<Object>, Object> map;

    @Alias
    public native void removeStaleReferences();

    @Alias
    private native Object getNoCheckStale(Object key);

    @Substitute
    public Set<Object> keySet() {
        removeStaleReferences();
        return new HashSet<>(LiveKeys.of(map.keySet()));
    }

    @Substitute
    public Set<Map.Entry<Object, Object>> entrySet() {
        removeStaleReferences();
        Set<Map.Entry<Object, Object>> entries = new HashSet<>();
        for (Object key : LiveKeys.of(map.keySet())) {
            entries.add(LiveKeys.entry(key, getNoCheckStale(key)));
        }
        return entries;
    }

    @Override
    @Substitute
    public String toString() {
        removeStaleReferences();
        StringJoiner text = new StringJoiner(", ", "{", "}");
        for (Object key : LiveKeys.of(map.keySet())) {
            text.add(key + "=" + getNoCheckStale(key));
        }
        return text.toString();
    }
}
