package dev.morgana.net.tcp;

import dev.morgana.wire.Endpoint;
import org.jspecify.annotations.Nullable;

/// What is remembered of a pair without a TCB, with the links by which a [RecordList] holds it.
abstract sealed class PairRecord extends SocketPair permits HalfOpen, TimeWait {
    /// The next older in the list.
    @Nullable PairRecord older;

    /// The next younger in the list.
    @Nullable PairRecord younger;

    PairRecord(Endpoint local, Endpoint remote, Timestamps timestamps) {
        super(local, remote, timestamps);
    }
}
