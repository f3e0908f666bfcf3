package dev.morgana.runtime.text;

import dev.morgana.runtime.Reductions;
import java.util.function.BooleanSupplier;

/// Whether only the JDK itself formats text in this image, for its messages.
final class OwnMessagesOnly implements BooleanSupplier {
    @Override
    public boolean getAsBoolean() {
        return Reductions.isApplied("formatter");
    }
}
