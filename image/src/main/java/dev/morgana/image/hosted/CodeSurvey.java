package dev.morgana.image.hosted;

import com.oracle.svm.hosted.image.NativeImageCodeCache;
import java.util.List;

/// Lists the compiled methods with their places.
final class CodeSurvey {
    private final Origins origins;
    private final ReachabilitySurvey elements;

    CodeSurvey(Origins origins, ReachabilitySurvey elements) {
        this.origins = origins;
        this.elements = elements;
    }

    /// One line for each method in the order of the code: offset and size in bytes, origin, name, number as an element, separated by tabs.
    List<String> report(NativeImageCodeCache code) {
        return code.getOrderedCompilations().stream()
                .map(pair -> {
                    var method = pair.getLeft();
                    return method.getCodeAddressOffset()
                            + "\t"
                            + pair.getRight().getTargetCodeSize()
                            + "\t"
                            + origins.of(method.getDeclaringClass().getJavaClass())
                            + "\t"
                            + method.format("%H.%n(%p)")
                            + "\t"
                            + elements.number(method.getWrapped());
                })
                .toList();
    }
}
