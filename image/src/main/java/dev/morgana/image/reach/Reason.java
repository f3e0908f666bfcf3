package dev.morgana.image.reach;

/// What put something into the image: the first reason that the builder found, of possibly many.
sealed interface Reason {
    /// A class, field or method of the program.
    ///
    /// @param number in [Reachability#elements]
    /// @param line of its source that is meant, 0 if none is
    record OfElement(int number, int line) implements Reason {}

    /// An object of the image heap, which refers to it.
    ///
    /// @param number in [Reachability#objects]
    record OfObject(int number) implements Reason {}

    /// The end of the path.
    ///
    /// @param text the builder's words
    record Root(String text) implements Reason {}

    /// Reads the two columns in which the builder's report has a reason.
    ///
    /// @throws NumberFormatException if they are none
    static Reason parse(String first, String second) {
        return switch (first) {
            case "object" -> new OfObject(Integer.parseInt(second));
            case "-1" -> new Root(second);
            default -> new OfElement(Integer.parseInt(first), Integer.parseInt(second));
        };
    }
}
