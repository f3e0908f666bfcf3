package com.oracle.svm.core.code;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.NonmovableArray;
import com.oracle.svm.core.util.NonmovableByteArrayReader;
import jdk.graal.compiler.core.common.util.UnsafeArrayTypeWriter;

/// Where the frames of a place in the code stand, in the table that says so for each place from which there is a return: a number of three octets, the lowest first, in place of the builder's four.
///
/// In the builder's package, whose classes an image holds initialized.
public final class FrameIndex {
    private static final int OCTETS = 3;
    private static final int LOW_BITS = 16;
    private static final int LOW = 0xffff;

    private FrameIndex() {}

    /// The octets that an index takes, for each of the four kinds of entries; those of the first have none.
    public static int[] sizes() {
        return new int[] {0, OCTETS, OCTETS, OCTETS};
    }

    /// Writes an index.
    ///
    /// @throws IllegalStateException if it is too large: the image has more than 16 MB of frames
    public static void write(UnsafeArrayTypeWriter to, long index) {
        if (index < 0 || index >>> (OCTETS * Byte.SIZE) != 0) {
            throw new IllegalStateException("too many frames for an image: index " + index);
        }
        to.putU2(index & LOW);
        to.putU1(index >>> LOW_BITS);
    }

    /// The index at the place `at` of the table.
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static int read(NonmovableArray<Byte> table, long at) {
        return NonmovableByteArrayReader.getU2(table, at)
                | (NonmovableByteArrayReader.getU1(table, at + 2) << LOW_BITS);
    }
}
