package dev.morgana.runtime.memory;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.heap.GCCause;

@TargetClass(className = "com.oracle.svm.core.genscavenge.GenScavengeGCCause")
final class Target_com_oracle_svm_core_genscavenge_GenScavengeGCCause {
    @Alias static GCCause OnAllocation;
}
