package dev.morgana.runtime.text;

import java.text.CollationKey;
import java.text.Collator;

/// The order of texts by their characters' numbers.
final class CodePointOrder extends Collator {
    @Override
    public int compare(String one, String other) {
        return one.compareTo(other);
    }

    @Override
    public CollationKey getCollationKey(String source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int hashCode() {
        return CodePointOrder.class.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodePointOrder;
    }
}
