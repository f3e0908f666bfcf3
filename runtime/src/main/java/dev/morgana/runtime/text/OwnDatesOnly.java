package dev.morgana.runtime.text;

import dev.morgana.runtime.Reductions;
import java.util.function.BooleanSupplier;

/// Whether only the JDK itself writes dates with names in them in this image: HTTP's.
final class OwnDatesOnly implements BooleanSupplier {
    @Override
    public boolean getAsBoolean() {
        return Reductions.isApplied("dates");
    }
}
