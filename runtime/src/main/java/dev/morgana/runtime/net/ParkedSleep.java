package dev.morgana.runtime.net;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Sleep without a card: nothing comes in from outside.
final class ParkedSleep implements LoopSleep {
    private volatile @Nullable Thread sleeper;
    private volatile boolean woken;

    @Override
    public boolean await(long timeout) {
        sleeper = Thread.currentThread();
        if (!woken) {
            if (timeout == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, timeout);
            }
        }
        boolean was = woken;
        woken = false;
        return was;
    }

    @Override
    public void wake() {
        woken = true;
        LockSupport.unpark(sleeper);
    }
}
