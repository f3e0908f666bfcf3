package dev.morgana.image;

import java.util.List;

/// A native method that the program can reach.
///
/// @param name class, method and parameter types, as in `java.io.FileInputStream.open0(String)`
/// @param symbol the C function that JNI links it to
/// @param origin who implements it
/// @param callPath the callers, from the nearest to the program's start; empty where it is implemented
public record NativeMethod(String name, String symbol, Origin origin, List<String> callPath) {

    /// Who implements a native method.
    public enum Origin {
        /// Java code of the runtime.
        JAVA,
        /// A function of the machine layer.
        MACHINE,
        /// Nobody.
        MISSING
    }
}
