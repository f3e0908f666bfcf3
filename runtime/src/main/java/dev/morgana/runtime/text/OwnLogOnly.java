package dev.morgana.runtime.text;

import dev.morgana.runtime.Reductions;
import java.util.function.BooleanSupplier;

/// Whether only the JDK itself logs in this image.
final class OwnLogOnly implements BooleanSupplier {
    @Override
    public boolean getAsBoolean() {
        return Reductions.isApplied("log-messages");
    }
}
