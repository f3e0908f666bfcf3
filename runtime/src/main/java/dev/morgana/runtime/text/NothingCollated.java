package dev.morgana.runtime.text;

import dev.morgana.runtime.Reductions;
import java.util.function.BooleanSupplier;

/// Whether this image's program neither compares texts by a language's rules nor opens URLs.
final class NothingCollated implements BooleanSupplier {
    @Override
    public boolean getAsBoolean() {
        return Reductions.isApplied("collation");
    }
}
