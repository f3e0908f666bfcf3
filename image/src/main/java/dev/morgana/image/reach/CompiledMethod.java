package dev.morgana.image.reach;

/// The machine code of a method.
///
/// @param address in a running image
/// @param size bytes
/// @param origin where its class comes from, as `kind/part`
/// @param name `class.name(types)`
/// @param element its number in [Reachability#elements], -1 if it has none
record CompiledMethod(long address, long size, String origin, String name, int element) {
    /// The name of its class.
    String owner() {
        return name.substring(0, name.lastIndexOf('.', name.indexOf('(')));
    }
}
