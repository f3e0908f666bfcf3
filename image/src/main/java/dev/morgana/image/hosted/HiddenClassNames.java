package dev.morgana.image.hosted;

import com.oracle.graal.pointsto.infrastructure.SubstitutionProcessor;
import com.oracle.svm.hosted.FeatureImpl.DuringSetupAccessImpl;
import com.oracle.svm.hosted.annotation.CustomSubstitutionType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.vm.ci.meta.ResolvedJavaType;
import org.graalvm.nativeimage.hosted.Feature;

/// Names hidden classes by number.
///
/// The JVM names them by an address (`Main$$TypeSwitch.0x000000003b065498`), and the builder orders classes and methods by name: an address
/// would move code and data in each build. Lambdas, proxies and invokers of method handles have stable names from the builder itself.
public final class HiddenClassNames implements Feature {
    private static final List<String> MARKS = List.of("$$TypeSwitch", "$$StringConcat");

    /// How the name of a hidden class ends.
    private static final String ADDRESS = ".0x000000003b065498;";

    @Override
    public void duringSetup(DuringSetupAccess access) {
        ((DuringSetupAccessImpl) access).registerSubstitutionProcessor(new Renaming());
    }

    /// What remains of a name when the address is cut off; empty if the class keeps its name.
    static String stem(String name) {
        for (String mark : MARKS) {
            int at = name.indexOf(mark);
            if (at >= 0) {
                return name.substring(0, at + mark.length());
            }
        }
        return "";
    }

    /// Whether `name` may be that of a hidden class: cheap, since the builder asks for every type many times.
    static boolean endsInAddress(String name) {
        int start = name.length() - ADDRESS.length();
        return start > 0 && name.startsWith(".0x", start);
    }

    private static final class Renaming extends SubstitutionProcessor {
        private final Map<ResolvedJavaType, ResolvedJavaType> renamed = new HashMap<>();
        private final Map<String, Integer> used = new HashMap<>();

        @Override
        public ResolvedJavaType lookup(ResolvedJavaType type) {
            String name = type.getName();
            if (!endsInAddress(name)
                    || type instanceof CustomSubstitutionType
                    || type.isArray()
                    || stem(name).isEmpty()) {
                return type;
            }
            synchronized (this) {
                return renamed.computeIfAbsent(type, this::rename);
            }
        }

        private ResolvedJavaType rename(ResolvedJavaType type) {
            String stem = stem(type.getName());
            int number = used.merge(stem, 1, Integer::sum);
            return new Renamed(type, "%s.0x%08x;".formatted(stem, number));
        }
    }

    private static final class Renamed extends CustomSubstitutionType {
        private final String name;

        Renamed(ResolvedJavaType original, String name) {
            super(original);
            this.name = name;
        }

        @Override
        public String getName() {
            return name;
        }
    }
}
