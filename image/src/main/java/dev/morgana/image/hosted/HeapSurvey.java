package dev.morgana.image.hosted;

import com.oracle.svm.core.hub.DynamicHub;
import com.oracle.svm.hosted.image.NativeImageHeap;
import com.oracle.svm.hosted.image.NativeImageHeap.ObjectInfo;
import com.oracle.svm.hosted.meta.HostedField;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Adds up the objects of the image heap by the origin of what keeps them there.
///
/// An object of a class that everybody uses (a string, an array, a map) counts for the first object or static field on the chain of
/// references to it that belongs to someone. The chain is the one by which the builder found the object: one of possibly many.
final class HeapSurvey {
    private static final int LONGEST_CHAIN = 200;
    private static final Set<String> COMMON =
            Set.of(
                    "java.lang.String",
                    "java.lang.Object",
                    "java.lang.Class",
                    "java.lang.ref.SoftReference",
                    "java.lang.ref.WeakReference");

    private final Origins origins;

    HeapSurvey(Origins origins) {
        this.origins = origins;
    }

    /// One line for each origin: origin, bytes and number of objects, separated by tabs.
    List<String> report(NativeImageHeap heap) {
        var sums = new TreeMap<String, long[]>();
        for (var object : heap.getObjects()) {
            var sum = sums.computeIfAbsent(originOf(object), origin -> new long[2]);
            sum[0] += object.getSize();
            sum[1]++;
        }
        return sums.entrySet().stream()
                .map(e -> e.getKey() + "\t" + e.getValue()[0] + "\t" + e.getValue()[1])
                .toList();
    }

    private String originOf(ObjectInfo object) {
        Object reason = object;
        for (int step = 0; step < LONGEST_CHAIN; step++) {
            if (reason instanceof HostedField field) {
                return origins.of(field.getDeclaringClass().getJavaClass());
            }
            if (!(reason instanceof ObjectInfo info)) {
                break;
            }
            Class<?> owner = owner(info);
            if (owner != null) {
                return origins.of(owner);
            }
            reason = HiddenReasons.of(info);
        }
        return "graalvm/metadata";
    }

    /// The class that `object` belongs to; null if its class does not tell.
    private static @Nullable Class<?> owner(ObjectInfo object) {
        Class<?> type = object.getObjectClass();
        if (type == DynamicHub.class) {
            return object.getObject() instanceof DynamicHub hub ? hub.getHostedJavaClass() : null;
        }
        boolean common =
                type.isArray()
                        || COMMON.contains(type.getName())
                        || type.getName().startsWith("java.util.");
        return common ? null : type;
    }
}
