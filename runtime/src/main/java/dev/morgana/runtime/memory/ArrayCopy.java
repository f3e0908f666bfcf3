package dev.morgana.runtime.memory;

import com.oracle.svm.core.AlwaysInline;
import com.oracle.svm.core.JavaMemoryUtil;
import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.UnmanagedMemoryUtil;
import com.oracle.svm.core.hub.DynamicHub;
import com.oracle.svm.core.hub.LayoutEncoding;
import com.oracle.svm.core.snippets.KnownIntrinsics;
import jdk.graal.compiler.nodes.java.ArrayLengthNode;
import jdk.graal.compiler.word.Word;
import org.graalvm.word.Pointer;
import org.graalvm.word.UnsignedWord;

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

    /// Copies primitive values between two arrays of one type, or within one towards its front; bounds are checked.
    @AlwaysInline("The point of it.")
    @Uninterruptible(reason = "Arrays must not move.", mayBeInlined = true)
    static void forward(
            Object from, int fromIndex, Object to, int toIndex, int length, int layout) {
        UnsignedWord size =
                Word.unsigned(length).shiftLeft(LayoutEncoding.getArrayIndexShift(layout));
        Pointer source =
                Word.objectToUntrackedPointer(from)
                        .add(LayoutEncoding.getArrayElementOffset(layout, fromIndex));
        Pointer target =
                Word.objectToUntrackedPointer(to)
                        .add(LayoutEncoding.getArrayElementOffset(layout, toIndex));
        if (size.aboveOrEqual(LONG)) {
            UnmanagedMemoryUtil.copyForward(source, target, size);
        } else if (size.aboveOrEqual(WORD)) {
            words(source, target, size);
        } else {
            rest(source, target, size);
        }
    }

    /// Copies at least a word. The last word may overlap the one before it, and is read before anything is written. An element is still
    /// written as one: its size divides the word's place.
    @AlwaysInline("The point of it.")
    @Uninterruptible(reason = "Arrays must not move.", mayBeInlined = true)
    private static void words(Pointer source, Pointer target, UnsignedWord size) {
        UnsignedWord end = size.subtract(WORD);
        long last = source.readLong(end);
        for (UnsignedWord at = Word.zero(); at.belowThan(end); at = at.add(WORD)) {
            target.writeLong(at, source.readLong(at));
        }
        target.writeLong(end, last);
    }

    /// Copies less than a word.
    @AlwaysInline("The point of it.")
    @Uninterruptible(reason = "Arrays must not move.", mayBeInlined = true)
    private static void rest(Pointer source, Pointer target, UnsignedWord size) {
        UnsignedWord at = Word.zero();
        if (size.and(4).notEqual(0)) {
            target.writeInt(at, source.readInt(at));
            at = at.add(4);
        }
        if (size.and(2).notEqual(0)) {
            target.writeShort(at, source.readShort(at));
            at = at.add(2);
        }
        if (size.and(1).notEqual(0)) {
            target.writeByte(at, source.readByte(at));
        }
    }
}
