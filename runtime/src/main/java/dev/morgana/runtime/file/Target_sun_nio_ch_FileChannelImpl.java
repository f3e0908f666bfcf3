package dev.morgana.runtime.file;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.nio.channels.WritableByteChannel;

/// Transfers by way of a mapping, which would be a copy more.
@TargetClass(className = "sun.nio.ch.FileChannelImpl")
final class Target_sun_nio_ch_FileChannelImpl {
    @Substitute
    long transferToTrustedChannel(long position, long count, WritableByteChannel target) {
        return UnixNumbers.UNSUPPORTED_CASE;
    }

    @Substitute
    long transferFromFileChannel(
            Target_sun_nio_ch_FileChannelImpl source, long position, long count) {
        return UnixNumbers.UNSUPPORTED_CASE;
    }
}
