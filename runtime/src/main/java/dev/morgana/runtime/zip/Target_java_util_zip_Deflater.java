package dev.morgana.runtime.zip;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.Arrays;
import java.util.zip.Deflater;

/// The deflater's natives over [Deflation].
@TargetClass(Deflater.class)
final class Target_java_util_zip_Deflater {
    @Substitute
    static long init(int level, int strategy, boolean nowrap) {
        return OpenStreams.DEFLATIONS.open(new Deflation(level, strategy, nowrap));
    }

    @Substitute
    static void setDictionary(long handle, byte[] bytes, int offset, int length) {
        OpenStreams.DEFLATIONS
                .of(handle)
                .setDictionary(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Substitute
    static void setDictionaryBuffer(long handle, long address, int length) {
        OpenStreams.DEFLATIONS.of(handle).setDictionary(DirectBytes.copy(address, length));
    }

    @Substitute
    long deflateBytesBytes(
            long handle,
            byte[] input,
            int inputOffset,
            int inputLength,
            byte[] output,
            int outputOffset,
            int outputLength,
            int flush,
            int parameters) {
        return OpenStreams.DEFLATIONS
                .of(handle)
                .deflate(
                        input,
                        inputOffset,
                        inputLength,
                        output,
                        outputOffset,
                        outputLength,
                        flush,
                        parameters);
    }

    @Substitute
    long deflateBytesBuffer(
            long handle,
            byte[] input,
            int inputOffset,
            int inputLength,
            long output,
            int outputLength,
            int flush,
            int parameters) {
        byte[] produced = new byte[outputLength];
        long progress =
                deflateBytesBytes(
                        handle,
                        input,
                        inputOffset,
                        inputLength,
                        produced,
                        0,
                        outputLength,
                        flush,
                        parameters);
        DirectBytes.put(output, produced, Progress.produced(progress));
        return progress;
    }

    @Substitute
    long deflateBufferBytes(
            long handle,
            long input,
            int inputLength,
            byte[] output,
            int outputOffset,
            int outputLength,
            int flush,
            int parameters) {
        return deflateBytesBytes(
                handle,
                DirectBytes.copy(input, inputLength),
                0,
                inputLength,
                output,
                outputOffset,
                outputLength,
                flush,
                parameters);
    }

    @Substitute
    long deflateBufferBuffer(
            long handle,
            long input,
            int inputLength,
            long output,
            int outputLength,
            int flush,
            int parameters) {
        return deflateBytesBuffer(
                handle,
                DirectBytes.copy(input, inputLength),
                0,
                inputLength,
                output,
                outputLength,
                flush,
                parameters);
    }

    @Substitute
    static int getAdler(long handle) {
        return OpenStreams.DEFLATIONS.of(handle).adler();
    }

    @Substitute
    static void reset(long handle) {
        OpenStreams.DEFLATIONS.of(handle).reset();
    }

    @Substitute
    static void end(long handle) {
        OpenStreams.DEFLATIONS.end(handle);
    }
}
