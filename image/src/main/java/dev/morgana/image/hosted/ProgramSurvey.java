package dev.morgana.image.hosted;

import com.oracle.graal.pointsto.meta.AnalysisField;
import com.oracle.graal.pointsto.meta.AnalysisMethod;
import com.oracle.graal.pointsto.meta.AnalysisType;
import com.oracle.graal.pointsto.meta.AnalysisUniverse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.vm.ci.code.BytecodePosition;

/// Facts about the whole program: its size, whether it reads System.in, which devices it drives.
final class ProgramSurvey {
    /// The device that each driver class makes part of an image.
    static final Map<String, String> DRIVERS =
            Map.of(
                    "dev.morgana.virtio.VirtioNetwork", "network",
                    "dev.morgana.virtio.VirtioEntropy", "entropy",
                    "dev.morgana.virtio.VirtioConsole", "console");

    private final AnalysisUniverse universe;

    ProgramSurvey(AnalysisUniverse universe) {
        this.universe = universe;
    }

    /// Lines of the form `name=value`.
    List<String> report() {
        var lines = new ArrayList<String>();
        lines.add(
                "types=" + universe.getTypes().stream().filter(AnalysisType::isReachable).count());
        lines.add(
                "methods="
                        + universe.getMethods().stream()
                                .filter(AnalysisMethod::isReachable)
                                .count());
        var devices = devices();
        // A machine without input has no driver for it.
        lines.add("reads-stdin=" + (devices.contains("console") && readsStandardInput()));
        lines.add("devices=" + String.join(",", devices));
        return lines;
    }

    private List<String> devices() {
        return universe.getTypes().stream()
                .filter(type -> type.isReachable() && DRIVERS.containsKey(type.toJavaName()))
                .map(type -> DRIVERS.get(type.toJavaName()))
                .sorted()
                .toList();
    }

    /// Whether code that can run reads `System.in`, other than the JDK's own start-up.
    private boolean readsStandardInput() {
        return universe.getFields().stream().anyMatch(ProgramSurvey::isReadStandardInput);
    }

    private static boolean isReadStandardInput(AnalysisField field) {
        if (!field.getDeclaringClass().toJavaName().equals("java.lang.System")
                || !field.getName().equals("in")) {
            return false;
        }
        return field.isRead() && !isStartUp(field.getReadBy());
    }

    private static boolean isStartUp(Object reader) {
        return reader instanceof BytecodePosition position
                && position.getMethod().format("%H.%n").startsWith("java.lang.System.init");
    }
}
