package dev.morgana.runtime.process;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.morgana.runtime.Refused;
import java.io.IOException;

/// Starting other programs: there are none.
@Refused("the machine runs one program")
@TargetClass(className = "java.lang.ProcessImpl")
final class Target_java_lang_ProcessImpl {
    @Substitute
    static void init() {}

    @Substitute
    int forkAndExec(
            int mode,
            byte[] helper,
            byte[] program,
            byte[] arguments,
            int argumentCount,
            byte[] environment,
            int environmentCount,
            byte[] directory,
            int[] descriptors,
            boolean redirect)
            throws IOException {
        throw new IOException("error=38, Function not implemented: this machine runs one program");
    }
}
