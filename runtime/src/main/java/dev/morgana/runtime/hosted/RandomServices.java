package dev.morgana.runtime.hosted;

import dev.morgana.runtime.Reductions;
import java.lang.reflect.Method;
import java.security.Provider;
import java.security.Security;
import java.util.List;

/// Leaves the JDK's generators of random numbers that only a program can ask for, by their names, out of the provider that the image gets.
///
/// Whoever wants secure random numbers, and names no algorithm, gets those of the machine (`NativePRNG`). But every draw could be one of each kind that the provider knows, and the generator of NIST SP 800-90A
/// stands on the JDK's ciphers.
final class RandomServices {
    private static final String PROVIDER = "SUN";
    private static final List<String> NAMED_ONLY = List.of("DRBG", "SHA1PRNG");

    private RandomServices() {}

    /// Removes them from the builder's own provider, if the reduction `random` is applied.
    static void reduce() {
        if (!Reductions.isApplied("random")) {
            return;
        }
        try {
            Provider provider = Security.getProvider(PROVIDER);
            Method remove =
                    Provider.class.getDeclaredMethod("removeService", Provider.Service.class);
            remove.setAccessible(true);
            for (String algorithm : NAMED_ONLY) {
                remove.invoke(provider, provider.getService("SecureRandom", algorithm));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
