package dev.morgana.runtime.boot;

/// What was decided about a network card when the image was built.
///
/// @param name of the card
/// @param keys what its boot keys begin with
/// @param open whether its address is decided at boot
/// @param fixed its address and what belongs to it; without address it asks by DHCP
public record CardSettings(String name, String keys, boolean open, CardOptions fixed) {
    /// The card of a machine of which nothing was said.
    public static final CardSettings DEFAULT =
            new CardSettings("net", "net", true, CardOptions.NONE);
}
