package dev.morgana.runtime.random;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.annotate.TargetElement;

/// What the JDK would read `/dev/random` with. That it can be made keeps the JDK from gathering seeds with busy threads.
@TargetClass(className = "sun.security.provider.NativeSeedGenerator")
final class Target_sun_security_provider_NativeSeedGenerator {
    @Substitute
    @TargetElement(name = TargetElement.CONSTRUCTOR_NAME)
    Target_sun_security_provider_NativeSeedGenerator(String source) {}
}
