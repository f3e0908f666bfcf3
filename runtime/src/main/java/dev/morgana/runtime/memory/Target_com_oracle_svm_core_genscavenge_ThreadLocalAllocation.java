package dev.morgana.runtime.memory;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// After each refill of a thread's allocation buffer the runtime computes the heap's sizes again, from a dozen options, in case
/// somebody changed one. In an image nobody can: they are computed once, when the heap is first used. That was a twentieth of a web
/// server's time.
@TargetClass(className = "com.oracle.svm.core.genscavenge.ThreadLocalAllocation")
final class Target_com_oracle_svm_core_genscavenge_ThreadLocalAllocation {
    @Substitute
    static void runSlowPathHooks() {}
}
