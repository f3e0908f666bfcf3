package dev.morgana.runtime.memory;

import com.oracle.svm.core.AlwaysInline;
import com.oracle.svm.core.JavaMemoryUtil;
import com.oracle.svm.core.hub.DynamicHub;
import com.oracle.svm.core.hub.LayoutEncoding;
import com.oracle.svm.core.snippets.KnownIntrinsics;
import jdk.graal.compiler.nodes.java.ArrayLengthNode;
import jdk.graal.compiler.word.ObjectAccess;
import jdk.graal.compiler.word.Word;

/// Copying arrays. Most copies are of a few octets, parts of strings: they are made here in one piece of code.
final class ArrayCopy {
    /// Octets from which on the general copy is worth its calls.
    private static final int LONG = 64;

    private static final int WORD = 8;

    private ArrayCopy() {}

    /// @throws ArrayIndexOutOfBoundsException unless both ranges lie in their arrays
    @AlwaysInline("The point of it.")
    static void checkBounds(Object from, int fromIndex, Object to, int toIndex, int length) {
        if (fromIndex < 0
                || toIndex < 0
                || length < 0
                || fromIndex > ArrayLengthNode.arrayLength(from) - length
                || toIndex > ArrayLengthNode.arrayLength(to) - length) {
            throw new ArrayIndexOutOfBoundsException();
        }
    }

    /// Copies references, as the Native Image runtime does it.
    ///
    /// @throws ArrayStoreException unless both are arrays of references, and each of them may lie in `to`
    @SuppressWarnings("ReferenceEquality")
    static void references(Object from, int fromIndex, Object to, int toIndex, int length) {
        DynamicHub fromHub = KnownIntrinsics.readHub(from);
        DynamicHub toHub = KnownIntrinsics.readHub(to);
        int layout = fromHub.getLayoutEncoding();
        if (!LayoutEncoding.isObjectArray(layout)
                || !LayoutEncoding.isObjectArray(toHub.getLayoutEncoding())) {
            throw new ArrayStoreException();
        }
        checkBounds(from, fromIndex, to, toIndex, length);
        if (from == to && fromIndex < toIndex) {
            JavaMemoryUtil.copyObjectArrayBackward(from, fromIndex, to, toIndex, length, layout);
        } else if (fromHub == toHub
                || DynamicHub.toClass(toHub).isAssignableFrom(DynamicHub.toClass(fromHub))) {
            JavaMemoryUtil.copyObjectArrayForward(from, fromIndex, to, toIndex, length, layout);
        } else {
            JavaMemoryUtil.copyObjectArrayForwardWithStoreCheck(
                    from, fromIndex, to, toIndex, length);
        }
    }

    /// Copies primitive values between two arrays of one type, or within one towards its front; bounds are checked. Places are offsets from the arrays, which may move
    /// meanwhile.
    @AlwaysInline("The point of it.")
    static void forward(
            Object from, int fromIndex, Object to, int toIndex, int length, int layout) {
        int shift = LayoutEncoding.getArrayIndexShift(layout);
        int base = LayoutEncoding.getArrayBaseOffsetAsInt(layout);
        long source = base + ((long) fromIndex << shift);
        long target = base + ((long) toIndex << shift);
        long size = (long) length << shift;
        if (size >= LONG) {
            JavaMemoryUtil.copyPrimitiveArrayForward(
                    from, Word.unsigned(source), to, Word.unsigned(target), Word.unsigned(size));
        } else if (size >= WORD) {
            words(from, source, to, target, size);
        } else {
            rest(from, source, to, target, (int) size);
        }
    }

    /// Copies at least a word. The last word may overlap the one before it, and is read before anything is written. An element is still written as one: its size divides
    /// the word's place.
    @AlwaysInline("The point of it.")
    private static void words(Object from, long source, Object to, long target, long size) {
        long end = size - WORD;
        long last = ObjectAccess.readLong(from, Word.unsigned(source + end));
        for (long at = 0; at < end; at += WORD) {
            ObjectAccess.writeLong(
                    to,
                    Word.unsigned(target + at),
                    ObjectAccess.readLong(from, Word.unsigned(source + at)));
        }
        ObjectAccess.writeLong(to, Word.unsigned(target + end), last);
    }

    /// Copies less than a word.
    @AlwaysInline("The point of it.")
    private static void rest(Object from, long source, Object to, long target, int size) {
        long at = 0;
        if ((size & 4) != 0) {
            ObjectAccess.writeInt(
                    to, Word.unsigned(target), ObjectAccess.readInt(from, Word.unsigned(source)));
            at = 4;
        }
        if ((size & 2) != 0) {
            ObjectAccess.writeShort(
                    to,
                    Word.unsigned(target + at),
                    ObjectAccess.readShort(from, Word.unsigned(source + at)));
            at += 2;
        }
        if ((size & 1) != 0) {
            ObjectAccess.writeByte(
                    to,
                    Word.unsigned(target + at),
                    ObjectAccess.readByte(from, Word.unsigned(source + at)));
        }
    }
}
