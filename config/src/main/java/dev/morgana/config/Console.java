package dev.morgana.config;

/// What standard streams a machine has. Its output is the serial port's.
public enum Console {
    /// `System.in` reads what is typed or piped into `morgana run`, and has its end.
    INPUT_AND_OUTPUT,

    /// `System.in` is at its end from the beginning: the image has no driver for a port that carries input.
    OUTPUT
}
