package dev.morgana.runtime.memory;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.genscavenge.YoungGeneration;
import org.graalvm.word.UnsignedWord;

@TargetClass(YoungGeneration.class)
final class Target_com_oracle_svm_core_genscavenge_YoungGeneration {
    @Alias
    native UnsignedWord getAlignedChunkBytes();

    @Alias
    native UnsignedWord getSurvivorChunkBytes(int survivorIndex);
}
