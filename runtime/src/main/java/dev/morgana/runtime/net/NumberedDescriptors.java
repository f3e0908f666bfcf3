package dev.morgana.runtime.net;

/// Descriptors by number, for classes of the JDK that do not know their kind.
public final class NumberedDescriptors {
    private NumberedDescriptors() {}

    /// Closes a descriptor and frees its number; a number without descriptor is ignored.
    public static void close(int number) {
        OpenDescriptors.close(number);
    }
}
