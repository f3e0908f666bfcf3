package dev.morgana.image.hosted;

import com.oracle.graal.pointsto.ObjectScanner.ArrayScan;
import com.oracle.graal.pointsto.ObjectScanner.EmbeddedRootScan;
import com.oracle.graal.pointsto.ObjectScanner.FieldScan;
import com.oracle.graal.pointsto.ObjectScanner.MethodParsing;
import com.oracle.graal.pointsto.ObjectScanner.ScanReason;
import com.oracle.graal.pointsto.meta.AnalysisElement;
import com.oracle.graal.pointsto.meta.AnalysisField;
import com.oracle.graal.pointsto.meta.AnalysisMethod;
import com.oracle.graal.pointsto.meta.AnalysisType;
import com.oracle.graal.pointsto.meta.AnalysisUniverse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.vm.ci.code.BytecodePosition;
import jdk.vm.ci.meta.ResolvedJavaMethod;
import org.jspecify.annotations.Nullable;

/// Numbers what the analysis found reachable, and says of each element what made it so: the first reason of possibly many, as the builder recorded it.
///
/// A reason was reachable before what it made reachable, so that the chain of reasons from any element ends at a root.
final class ReachabilitySurvey {
    private static final int LONGEST_CHAIN = 20;

    /// How the builder prints a method that it compiles into others as a pattern, and which is not in the image by itself.
    private static final Pattern OWN_CODE = Pattern.compile("AnalysisMethod<(\\S+) -> .*");

    private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();
    private final List<AnalysisElement> elements = new ArrayList<>();

    ReachabilitySurvey(AnalysisUniverse universe) {
        universe.getTypes().forEach(this::add);
        universe.getFields().forEach(this::add);
        universe.getMethods().forEach(this::add);
    }

    private void add(AnalysisElement element) {
        if (element.isReachable()) {
            numbers.put(element, elements.size());
            elements.add(element);
        }
    }

    /// One line for each element, whose number is that of the line, from 0: its kind (`class`, `field` or `method`), the reason as [#reason] gives it, and its name, separated
    /// by tabs. Devices follow: their reason is the class of the driver.
    ///
    /// @param drivers the driver class of each device
    List<String> report(Map<String, String> drivers) {
        var lines = new ArrayList<>(elements.parallelStream().map(this::line).toList());
        for (AnalysisElement element : elements) {
            if (element instanceof AnalysisType type && drivers.containsKey(type.toJavaName())) {
                lines.add("device\t" + reason(type) + "\t" + drivers.get(type.toJavaName()));
            }
        }
        return lines;
    }

    private String line(AnalysisElement element) {
        return kind(element) + "\t" + reason(reasonFor(element)) + "\t" + name(element);
    }

    /// The number of an element; -1 for what is none that is reachable.
    int number(Object element) {
        return numbers.getOrDefault(element, -1);
    }

    /// The number of the field `name`, with its class; -1 if it is not reachable.
    int field(String name) {
        for (int number = 0; number < elements.size(); number++) {
            if (elements.get(number) instanceof AnalysisField field && name(field).equals(name)) {
                return number;
            }
        }
        return -1;
    }

    /// A reason: the number of the element that is one and the line of its source that is meant (0: none), or -1 and a text, separated by a tab.
    String reason(@Nullable Object reason) {
        Object at = reason;
        for (int step = 0; step < LONGEST_CHAIN; step++) {
            switch (at) {
                case BytecodePosition position -> {
                    return numbers.containsKey(position.getMethod())
                            ? number(position.getMethod()) + "\t" + line(position)
                            : root(position.getMethod().format("%H.%n(%p)"));
                }
                case AnalysisElement element -> {
                    return numbers.containsKey(element)
                            ? number(element) + "\t0"
                            : root(name(element));
                }
                case FieldScan scan -> at = scan.getField();
                case MethodParsing scan -> at = scan.getMethod();
                case EmbeddedRootScan scan -> at = scan.getReason();
                case ArrayScan scan when scan.getPrevious() != null -> at = scan.getPrevious();
                case ScanReason scan when scan.getPrevious() != null -> at = scan.getPrevious();
                case null -> {
                    return root("the image builder, which has not recorded why");
                }
                default -> {
                    return root(at.toString());
                }
            }
        }
        return root("a chain of objects");
    }

    private static String root(String text) {
        Matcher ownCode = OWN_CODE.matcher(text);
        String shown =
                ownCode.matches() ? "the image builder's own code: " + ownCode.group(1) : text;
        return "-1\t" + shown.replaceAll("\\s+", " ");
    }

    private static int line(BytecodePosition position) {
        ResolvedJavaMethod method = position.getMethod();
        StackTraceElement place = method.asStackTraceElement(position.getBCI());
        return place == null ? 0 : Math.max(0, place.getLineNumber());
    }

    private static @Nullable Object reasonFor(AnalysisElement element) {
        return switch (element) {
            case AnalysisMethod method ->
                    first(
                            method.getImplementationInvokedReason(),
                            HiddenReasons.ofInlined(method),
                            method.getParsingReason(),
                            method.getInvokedReason(),
                            method.getIntrinsicMethodReason());
            case AnalysisType type ->
                    first(type.getReachableReason(), type.getInstantiatedReason());
            case AnalysisField field ->
                    first(
                            field.getAccessedReason(),
                            field.getReadReason(),
                            field.getWrittenReason(),
                            field.getFoldedReason());
            default -> null;
        };
    }

    private static @Nullable Object first(@Nullable Object... reasons) {
        for (Object reason : reasons) {
            if (reason != null && !reason.equals(Collections.emptySet())) {
                return reason;
            }
        }
        return null;
    }

    private static String kind(AnalysisElement element) {
        return switch (element) {
            case AnalysisMethod _ -> "method";
            case AnalysisField _ -> "field";
            default -> "class";
        };
    }

    private static String name(AnalysisElement element) {
        return switch (element) {
            case AnalysisMethod method -> method.format("%H.%n(%p)");
            case AnalysisField field -> field.format("%H.%n");
            case AnalysisType type -> type.toJavaName();
            default -> element.toString();
        };
    }
}
