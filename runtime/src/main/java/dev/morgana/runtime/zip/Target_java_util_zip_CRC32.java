package dev.morgana.runtime.zip;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.zip.CRC32;

/// CRC-32 in Java.
@TargetClass(CRC32.class)
final class Target_java_util_zip_CRC32 {
    @Substitute
    static int update(int crc, int b) {
        return Checksums.crc32(crc, b);
    }

    @Substitute
    static int updateBytes0(int crc, byte[] bytes, int offset, int length) {
        return Checksums.crc32(crc, bytes, offset, length);
    }

    @Substitute
    static int updateByteBuffer0(int crc, long address, int offset, int length) {
        return Checksums.crc32(crc, DirectBytes.copy(address + offset, length), 0, length);
    }
}
