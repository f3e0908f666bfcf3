package dev.morgana.config;

/// The size that an image may have.
///
/// @param most the most bytes of its file
/// @param where the line that says so
public record ImageBudget(MemorySize most, SourceLine where) {
    /// Compares an image with the budget.
    ///
    /// @param file its name, for the message
    /// @param bytes its size
    /// @throws ConfigurationException if it is larger
    public void check(String file, long bytes) {
        if (bytes > most.bytes()) {
            throw new ConfigurationException(
                    where,
                    "the image has %,d bytes, %,d more than %s: write .imageAtMost(MemorySize.mebibytes(%d)), or see what they are with morgana inspect %s --treemap bytes.html"
                            .formatted(
                                    bytes,
                                    bytes - most.bytes(),
                                    most,
                                    Math.ceilDiv(bytes, 1 << 20),
                                    file));
        }
    }
}
