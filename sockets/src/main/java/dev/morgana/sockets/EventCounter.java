package dev.morgana.sockets;

/// A counter that is ready for reading while it is not zero (`eventfd`).
public final class EventCounter extends Descriptor {
    private long count;

    /// At zero.
    public EventCounter(Stack stack) {
        super(stack);
    }

    /// Adds one.
    public void increment() {
        stack.enter();
        count++;
        changed();
        stack.leave();
    }

    /// Sets it to zero.
    ///
    /// @return whether it was not
    public boolean reset() {
        stack.enter();
        boolean was = count != 0;
        count = 0;
        stack.leave();
        return was;
    }

    @Override
    int readiness() {
        return count == 0 ? Readiness.OUT : Readiness.IN | Readiness.OUT;
    }

    @Override
    void release(long now) {}
}
