package dev.morgana.runtime.text;

import dev.morgana.runtime.Reductions;
import java.util.function.BooleanSupplier;

/// Whether the log is written without `java.util.logging` in this image.
final class ConsoleLog implements BooleanSupplier {
    @Override
    public boolean getAsBoolean() {
        return Reductions.isApplied("logging");
    }
}
