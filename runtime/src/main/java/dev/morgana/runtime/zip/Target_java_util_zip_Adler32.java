package dev.morgana.runtime.zip;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.zip.Adler32;

/// Adler-32 in Java.
@TargetClass(Adler32.class)
final class Target_java_util_zip_Adler32 {
    @Substitute
    static int update(int adler, int b) {
        return Checksums.adler32(adler, new byte[] {(byte) b}, 0, 1);
    }

    @Substitute
    static int updateBytes(int adler, byte[] bytes, int offset, int length) {
        return Checksums.adler32(adler, bytes, offset, length);
    }

    @Substitute
    static int updateByteBuffer(int adler, long address, int offset, int length) {
        return Checksums.adler32(adler, DirectBytes.copy(address + offset, length), 0, length);
    }
}
