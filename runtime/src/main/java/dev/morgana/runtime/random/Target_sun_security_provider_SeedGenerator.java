package dev.morgana.runtime.random;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// Seeds of the JDK's other generators. Elsewhere they come from `/dev/random`, and from what a machine may have of its own: the names of
/// files, and the addresses of network cards, which would put the whole network into each program that uses a `SecureRandom`.
@TargetClass(className = "sun.security.provider.SeedGenerator")
final class Target_sun_security_provider_SeedGenerator {
    @Substitute
    static void generateSeed(byte[] to) {
        MachineRandom.fill(to);
    }

    @Substitute
    static byte[] getSystemEntropy() {
        return MachineRandom.bytes(20);
    }
}
