package dev.morgana.runtime.memory;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;
import org.graalvm.word.UnsignedWord;

@TargetClass(className = "com.oracle.svm.core.genscavenge.HeapChunkProvider")
final class Target_com_oracle_svm_core_genscavenge_HeapChunkProvider {
    @Alias
    native void freeUnusedAlignedChunksAtSafepoint(UnsignedWord count);
}
