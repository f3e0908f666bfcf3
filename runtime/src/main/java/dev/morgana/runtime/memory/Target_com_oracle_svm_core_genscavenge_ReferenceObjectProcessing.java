package dev.morgana.runtime.memory;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;

@TargetClass(className = "com.oracle.svm.core.genscavenge.ReferenceObjectProcessing")
final class Target_com_oracle_svm_core_genscavenge_ReferenceObjectProcessing {
    @Alias
    static native void setSoftReferencesAreWeak(boolean enabled);
}
