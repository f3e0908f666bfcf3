package dev.morgana.runtime.security;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.security.Provider;
import org.jspecify.annotations.Nullable;

/// A provider in the list of providers. The builder has made those that the program can use and leaves no others in the list, so that none is loaded here. The JDK's own method names the constructors of five of them,
/// and through these an image that only asks for a message digest would hold signatures, key agreements and ciphers.
@TargetClass(className = "sun.security.jca.ProviderConfig")
final class Target_sun_security_jca_ProviderConfig {
    @Alias volatile @Nullable Provider provider;

    /// Null is the JDK's answer for what cannot be loaded.
    @Substitute
    @Nullable Provider getProvider() {
        return provider;
    }
}
