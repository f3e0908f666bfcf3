package com.oracle.svm.core.graal.amd64;

import jdk.graal.compiler.core.amd64.AMD64LIRKindTool;
import jdk.graal.compiler.core.common.LIRKind;
import jdk.graal.compiler.vector.lir.amd64.AMD64SimdLIRKindTool;
import jdk.vm.ci.amd64.AMD64Kind;

/// Stands in for the image builder's class of the same name, for which a reference to an object takes eight octets: here it takes four.
class SubstrateAMD64Backend$SubstrateAMD64LIRKindTool extends AMD64LIRKindTool
        implements AMD64SimdLIRKindTool {
    @Override
    public LIRKind getNarrowOopKind() {
        return LIRKind.compressedReference(AMD64Kind.DWORD);
    }

    /// There are no pointers of four octets to anything but objects.
    ///
    /// @throws IllegalStateException always
    @Override
    public LIRKind getNarrowPointerKind() {
        throw new IllegalStateException("a narrow pointer");
    }
}
