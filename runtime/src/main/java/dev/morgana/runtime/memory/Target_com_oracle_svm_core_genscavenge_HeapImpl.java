package dev.morgana.runtime.memory;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.genscavenge.HeapImpl;

@TargetClass(HeapImpl.class)
final class Target_com_oracle_svm_core_genscavenge_HeapImpl {
    @Alias
    static native Target_com_oracle_svm_core_genscavenge_HeapChunkProvider getChunkProvider();
}
