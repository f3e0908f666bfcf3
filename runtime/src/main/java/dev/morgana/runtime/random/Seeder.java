package dev.morgana.runtime.random;

/// What a pool of random numbers is seeded from.
interface Seeder {
    /// Fresh octets that nobody can know, 32 at least, with whatever else may help. May wait a little.
    ///
    /// @throws java.security.ProviderException if there is no source
    byte[] seed();

    /// Fills the array with octets that did not exist a moment ago.
    ///
    /// @return false if that cannot be done without waiting
    boolean quick(byte[] to);
}
