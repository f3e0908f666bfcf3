package dev.morgana.net.dhcp;

/// Told of the address that DHCP gives and takes.
public interface LeaseListener {
    /// The address may be used from now on; also after each renewal, when parameters may have changed.
    void bound(Lease lease, long now);

    /// The address must not be used any more.
    void lost(long now);
}
