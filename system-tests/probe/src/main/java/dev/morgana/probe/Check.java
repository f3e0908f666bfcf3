package dev.morgana.probe;

/// One thing to look at.
@FunctionalInterface
interface Check {
    /// Looks and prints.
    ///
    /// @param words the program's arguments after the check's name
    void run(String[] words) throws Exception;
}
