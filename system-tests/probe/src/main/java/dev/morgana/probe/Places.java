package dev.morgana.probe;

import org.graalvm.nativeimage.CurrentIsolate;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.UnmanagedMemory;
import org.graalvm.nativeimage.c.function.CFunctionPointer;
import org.graalvm.nativeimage.c.function.InvokeCFunctionPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/// Where things lie in the image that runs, and a jump to any of them. Only in an image.
final class Places {
    private static final int SIZE = 16;

    /// RET, in every byte.
    private static final long RETURN = 0xc3c3c3c3c3c3c3c3L;

    private Places() {}

    /// Whatever lies at an address, taken for a function.
    interface Code extends CFunctionPointer {
        @InvokeCFunctionPointer
        void call();
    }

    /// Where the Java heap's range begins.
    static long heap() {
        return CurrentIsolate.getIsolate().rawValue();
    }

    /// On this thread's stack.
    static long stack() {
        return StackValue.get(SIZE).rawValue();
    }

    /// A block that is never given back.
    static long block() {
        return UnmanagedMemory.malloc(WordFactory.unsigned(SIZE)).rawValue();
    }

    /// The content of a fresh array on the Java heap; no collection may happen before it is used.
    static long array() throws ReflectiveOperationException {
        byte[] content = new byte[SIZE];
        return heap() + Memory.content(content);
    }

    /// Puts RET instructions there and jumps to them; returns if it may.
    static void execute(long address) {
        Pointer code = WordFactory.pointer(address);
        code.writeLong(0, RETURN);
        call(address);
    }

    static void executeOnStack() {
        Pointer code = StackValue.get(SIZE);
        code.writeLong(0, RETURN);
        call(code.rawValue());
    }

    /// Jumps to what lies there now.
    static void call(long address) {
        ((Code) WordFactory.pointer(address)).call();
    }
}
