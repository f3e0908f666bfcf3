package dev.morgana.runtime.net;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.FileDescriptor;
import java.io.IOException;

/// What `java.net.Socket` reads and writes with. The arrays are the program's: octets are not taken through a native buffer, which only the calls of an operating system need.
@TargetClass(className = "sun.nio.ch.NioSocketImpl")
final class Target_sun_nio_ch_NioSocketImpl {
    @Substitute
    int tryRead(FileDescriptor descriptor, byte[] to, int offset, int count) throws IOException {
        return Transfers.read(OpenDescriptors.of(descriptor), to, offset, count);
    }

    @Substitute
    int tryWrite(FileDescriptor descriptor, byte[] from, int offset, int count) throws IOException {
        return Transfers.write(OpenDescriptors.of(descriptor), from, offset, count);
    }
}
