package dev.morgana.runtime.process;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.boot.Boot;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The environment comes from boot tokens `env.NAME=VALUE`.
@TargetClass(className = "java.lang.ProcessEnvironment")
final class Target_java_lang_ProcessEnvironment {
    /// Names at even, values at odd indices.
    @Substitute
    static byte[][] environ() {
        Map<String, String> environment = Boot.options().environment();
        byte[][] pairs = new byte[environment.size() * 2][];
        int at = 0;
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            pairs[at++] = entry.getKey().getBytes(StandardCharsets.UTF_8);
            pairs[at++] = entry.getValue().getBytes(StandardCharsets.UTF_8);
        }
        return pairs;
    }
}
