package dev.morgana.runtime.zip;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The inflater's natives over [Inflation].
@TargetClass(Inflater.class)
final class Target_java_util_zip_Inflater {
    @Alias int inputConsumed;
    @Alias int outputConsumed;

    @Substitute
    static void initIDs() {}

    @Substitute
    static long init(boolean nowrap) {
        return OpenStreams.INFLATIONS.open(new Inflation(nowrap));
    }

    @Substitute
    static void setDictionary(long handle, byte[] bytes, int offset, int length) {
        OpenStreams.INFLATIONS
                .of(handle)
                .setDictionary(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Substitute
    static void setDictionaryBuffer(long handle, long address, int length) {
        OpenStreams.INFLATIONS.of(handle).setDictionary(DirectBytes.copy(address, length));
    }

    @Substitute
    long inflateBytesBytes(
            long handle,
            byte[] input,
            int inputOffset,
            int inputLength,
            byte[] output,
            int outputOffset,
            int outputLength)
            throws DataFormatException {
        Inflation stream = OpenStreams.INFLATIONS.of(handle);
        try {
            return stream.inflate(
                    input, inputOffset, inputLength, output, outputOffset, outputLength);
        } catch (DataFormatException damaged) {
            inputConsumed = stream.consumedOnFailure();
            outputConsumed = stream.producedOnFailure();
            throw damaged;
        }
    }

    @Substitute
    long inflateBytesBuffer(
            long handle,
            byte[] input,
            int inputOffset,
            int inputLength,
            long output,
            int outputLength)
            throws DataFormatException {
        byte[] produced = new byte[outputLength];
        try {
            long progress =
                    inflateBytesBytes(
                            handle, input, inputOffset, inputLength, produced, 0, outputLength);
            DirectBytes.put(output, produced, Progress.produced(progress));
            return progress;
        } catch (DataFormatException damaged) {
            DirectBytes.put(output, produced, outputConsumed);
            throw damaged;
        }
    }

    @Substitute
    long inflateBufferBytes(
            long handle,
            long input,
            int inputLength,
            byte[] output,
            int outputOffset,
            int outputLength)
            throws DataFormatException {
        return inflateBytesBytes(
                handle,
                DirectBytes.copy(input, inputLength),
                0,
                inputLength,
                output,
                outputOffset,
                outputLength);
    }

    @Substitute
    long inflateBufferBuffer(
            long handle, long input, int inputLength, long output, int outputLength)
            throws DataFormatException {
        return inflateBytesBuffer(
                handle, DirectBytes.copy(input, inputLength), 0, inputLength, output, outputLength);
    }

    @Substitute
    static int getAdler(long handle) {
        return OpenStreams.INFLATIONS.of(handle).adler();
    }

    @Substitute
    static void reset(long handle) {
        OpenStreams.INFLATIONS.of(handle).reset();
    }

    @Substitute
    static void end(long handle) {
        OpenStreams.INFLATIONS.end(handle);
    }
}
