package dev.morgana.runtime.process;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.machine.MachineStart;

/// The end of the program powers the machine off.
@TargetClass(className = "java.lang.Shutdown")
final class Target_java_lang_Shutdown {
    @Substitute
    static void halt0(int status) {
        MachineStart.exit(status);
    }
}
