package dev.morgana.image.hosted;

import com.oracle.svm.core.jdk.Resources;
import com.oracle.svm.core.jdk.resources.ResourceStorageEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lists the resources of the image.
final class ResourceSurvey {
    private final Set<String> ofClassPath;

    /// @param ofClassPath the resources that the class path brought
    ResourceSurvey(List<String> ofClassPath) {
        this.ofClassPath = new HashSet<>(ofClassPath);
    }

    /// One line for each resource that is a file, sorted: its name, bytes, and where it comes from, separated by tabs.
    List<String> report() {
        var lines = new ArrayList<String>();
        Resources.currentLayer()
                .forEachResource((key, value) -> {
                    if (value.getValueUnconditionally() instanceof ResourceStorageEntry entry
                            && entry.hasData()) {
                        int size = entry.getData().stream().mapToInt(data -> data.length).sum();
                        lines.add(
                                key.resource()
                                        + "\t"
                                        + size
                                        + "\t"
                                        + origin(key.getModule(), key.resource()));
                    }
                });
        return lines.stream().sorted().toList();
    }

    private String origin(@Nullable Module module, String name) {
        if (module == null || !module.isNamed()) {
            return ofClassPath.contains(name)
                    ? "the class path, of which every file that is no class is in the image"
                    : "a feature of the image builder";
        }
        return "module " + module.getName() + ", registered by a feature of the image builder";
    }
}
