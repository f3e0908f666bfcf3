package dev.morgana.net.dhcp;

/// The states of a client, as in RFC 2131 figure 5. INIT-REBOOT and REBOOTING are missing: a unikernel remembers no lease.
public enum DhcpState {
    /// No address, and a DISCOVER is to be sent.
    INIT,
    /// DISCOVER sent, waiting for offers.
    SELECTING,
    /// An offer taken, waiting for its confirmation.
    REQUESTING,
    /// The address is ours.
    BOUND,
    /// T1 has passed: asking our server for more time.
    RENEWING,
    /// T2 has passed: asking any server.
    REBINDING,
    /// The user has stopped the client.
    STOPPED
}
