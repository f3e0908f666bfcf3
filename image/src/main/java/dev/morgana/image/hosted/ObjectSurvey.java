package dev.morgana.image.hosted;

import com.oracle.svm.core.heap.Heap;
import com.oracle.svm.hosted.image.NativeImageCodeCache;
import com.oracle.svm.hosted.image.NativeImageHeap;
import com.oracle.svm.hosted.image.NativeImageHeap.ObjectInfo;
import com.oracle.svm.hosted.meta.HostedField;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jdk.vm.ci.meta.Constant;

/// Lists the objects of the image heap with their places and with what keeps each there: the reference by which the builder found it, one of possibly many.
final class ObjectSurvey {
    private final ReachabilitySurvey elements;
    private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();

    private final Map<Constant, Object> embedded;

    /// @param code whose constants are objects
    ObjectSurvey(ReachabilitySurvey elements, NativeImageCodeCache code) {
        this.elements = elements;
        this.embedded = code.getEmbeddedConstants();
    }

    /// One line for each object in the order of the heap, whose number is that of the line, from 0: distance from the start of the heap and size in bytes, class, and what keeps it, separated by tabs. The
    /// last is two columns as [ReachabilitySurvey#reason] gives them, or `object` and an object's number.
    List<String> report(NativeImageHeap heap) {
        List<ObjectInfo> objects =
                heap.getObjects().stream()
                        .sorted(Comparator.comparingLong(ObjectInfo::getOffset))
                        .toList();
        for (ObjectInfo object : objects) {
            numbers.put(object, numbers.size());
        }
        return objects.parallelStream().map(this::line).toList();
    }

    private String line(ObjectInfo object) {
        return (object.getOffset() - Heap.getHeap().getImageHeapOffsetInAddressSpace())
                + "\t"
                + object.getSize()
                + "\t"
                + object.getClazz().toJavaName()
                + "\t"
                + keeper(object);
    }

    private String keeper(ObjectInfo object) {
        return switch (HiddenReasons.of(object)) {
            case ObjectInfo referring -> "object\t" + numbers.getOrDefault(referring, -1);
            case HostedField field -> elements.reason(field.getWrapped());
            // A method's name, without its class: the map knows which one.
            case String name ->
                    elements.reason(
                            embedded.getOrDefault(
                                    object.getConstant(),
                                    "a constant in the code of a method " + name));
            case null -> elements.reason(null);
            case Object reason -> elements.reason(reason);
        };
    }
}
