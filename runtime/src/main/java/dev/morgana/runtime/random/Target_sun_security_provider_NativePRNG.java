package dev.morgana.runtime.random;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.annotate.TargetElement;
import java.security.SecureRandomParameters;
import org.jspecify.annotations.Nullable;

/// The JDK's default `SecureRandom`; elsewhere it reads `/dev/urandom`.
@TargetClass(className = "sun.security.provider.NativePRNG")
final class Target_sun_security_provider_NativePRNG {
    @Substitute
    @TargetElement(name = TargetElement.CONSTRUCTOR_NAME)
    Target_sun_security_provider_NativePRNG(@Nullable SecureRandomParameters parameters) {
        if (parameters != null) {
            throw new IllegalArgumentException("Unsupported params: " + parameters.getClass());
        }
    }

    @Substitute
    static boolean isAvailable() {
        return true;
    }

    @Substitute
    void engineSetSeed(byte[] seed) {
        MachineRandom.mix(seed);
    }

    @Substitute
    void engineNextBytes(byte[] to) {
        MachineRandom.fill(to);
    }

    @Substitute
    byte[] engineGenerateSeed(int count) {
        byte[] seed = new byte[count];
        MachineRandom.fill(seed);
        return seed;
    }
}
