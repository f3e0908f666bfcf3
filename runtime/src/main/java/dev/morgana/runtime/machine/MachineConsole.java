package dev.morgana.runtime.machine;

import com.oracle.svm.core.Uninterruptible;
import jdk.graal.compiler.word.Word;
import jdk.internal.misc.Unsafe;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/// The machine's serial ports: the program's standard output and error, and input where no other source of it exists.
public final class MachineConsole {
    /// Standard output.
    public static final int OUT = 1;

    /// Standard error.
    public static final int ERR = 2;

    /// Bytes per call: no collection can begin while one runs.
    private static final int CHUNK = 256;

    private MachineConsole() {}

    /// Writes `count` bytes, which the caller has checked to lie in the array.
    public static void write(int stream, byte[] from, int offset, int count) {
        int end = offset + count;
        for (int at = offset; at < end; at += CHUNK) {
            writeChunk(stream, from, at, Math.min(CHUNK, end - at));
        }
    }

    @Uninterruptible(reason = "The array must not move while the machine reads it.")
    private static void writeChunk(int stream, byte[] from, int offset, int count) {
        Pointer bytes =
                Word.objectToUntrackedPointer(from)
                        .add((int) Unsafe.ARRAY_BYTE_BASE_OFFSET + offset);
        Machine.consoleWrite(stream, bytes, WordFactory.unsigned(count));
    }

    /// Reads at least one and up to `count` (at least one) bytes from the first serial port; blocks until there is one.
    ///
    /// @return how many; 0 at the end of the input, which only a process has
    public static int read(byte[] to, int offset, int count) {
        int wanted = Math.min(count, CHUNK);
        Pointer buffer = StackValue.get(CHUNK);
        int got = (int) Machine.consoleRead(buffer, WordFactory.unsigned(wanted));
        for (int i = 0; i < got; i++) {
            to[offset + i] = buffer.readByte(i);
        }
        return got;
    }
}
