package dev.morgana.runtime.memory;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;

@TargetClass(className = "com.oracle.svm.core.genscavenge.Space")
final class Target_com_oracle_svm_core_genscavenge_Space {
    @Alias
    native Object copyAlignedObject(
            Object original, Target_com_oracle_svm_core_genscavenge_Space originalSpace);
}
