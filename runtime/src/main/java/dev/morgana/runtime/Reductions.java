package dev.morgana.runtime;

import java.util.Set;

/// The reductions of this image: parts of the JDK that it holds in a smaller form, because its program does not use them.
///
/// The image builder finds them in the program's class files and gives their names in the system property `dev.morgana.reductions`, separated by
/// commas. Asked while the image is built only.
public final class Reductions {
    private static final Set<String> APPLIED =
            Set.of(System.getProperty("dev.morgana.reductions", "").split(",", -1));

    private Reductions() {}

    /// Whether the reduction of this name is applied.
    public static boolean isApplied(String name) {
        return APPLIED.contains(name);
    }
}
