package dev.morgana.runtime.hosted;

import com.oracle.graal.pointsto.meta.AnalysisField;
import com.oracle.svm.hosted.FeatureImpl.DuringAnalysisAccessImpl;
import jdk.vm.ci.code.BytecodePosition;

/// Whether the program reads `System.in`, as far as the analysis has come.
final class StandardInputUse {
    private StandardInputUse() {}

    static boolean isFound(DuringAnalysisAccessImpl access) {
        for (AnalysisField field : access.getUniverse().getFields()) {
            if (field.getName().equals("in")
                    && field.getDeclaringClass().toJavaName().equals("java.lang.System")) {
                return field.isRead() && !isStartUp(field.getReadBy());
            }
        }
        return false;
    }

    /// The JDK's own start-up touches the field in every program.
    private static boolean isStartUp(Object reader) {
        return reader instanceof BytecodePosition position
                && position.getMethod().format("%H.%n").startsWith("java.lang.System.init");
    }
}
