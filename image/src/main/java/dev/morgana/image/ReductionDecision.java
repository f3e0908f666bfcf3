package dev.morgana.image;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// Whether an image has a reduction.
///
/// @param name of the reduction
/// @param meaning what is smaller
/// @param preventedBy the use in the program that prevents it; empty if it is applied
public record ReductionDecision(String name, String meaning, String preventedBy) {

    /// Whether it is applied.
    @JsonIgnore
    public boolean applied() {
        return preventedBy.isEmpty();
    }

    /// This in one line.
    public String text() {
        return applied()
                ? "reduced: %s (%s)".formatted(name, meaning)
                : "not reduced: %s, because of %s".formatted(name, preventedBy);
    }
}
