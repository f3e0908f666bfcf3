package dev.morgana.runtime.loops;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.Set;
import java.util.StringJoiner;

/// A layer as text: the names of its modules.
@TargetClass(ModuleLayer.class)
final class Target_java_lang_ModuleLayer {
    @Alias
    public native Set<Module> modules();

    @Override
    @Substitute
    public String toString() {
        StringJoiner names = new StringJoiner(", ");
        for (Module module : modules()) {
            names.add(module.getName());
        }
        return names.toString();
    }
}
