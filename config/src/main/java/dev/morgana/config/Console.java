package dev.morgana.config;

/// What the standard streams are connected to.
public enum Console {
    /// Serial ports: output on the first, errors on the second, input from the first or from a virtio port.
    SERIAL,
    /// Nothing: output is dropped, input is at its end. A machine fault is still reported.
    NONE
}
