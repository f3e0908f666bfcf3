package dev.morgana.sockets;

import java.util.function.BooleanSupplier;

/// Something to wait for that has no number: ready for reading when a condition holds.
public final class Occasion extends Descriptor {
    private final BooleanSupplier condition;

    /// @param condition asked inside the stack
    public Occasion(Stack stack, BooleanSupplier condition) {
        super(stack);
        this.condition = condition;
    }

    /// Says that the condition may hold now. Called inside the stack; may be called from within a protocol.
    public void mayHaveCome() {
        changed();
    }

    @Override
    int readiness() {
        return condition.getAsBoolean() ? Readiness.IN : 0;
    }

    @Override
    void release(long now) {}
}
