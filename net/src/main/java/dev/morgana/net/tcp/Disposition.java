package dev.morgana.net.tcp;

import org.jspecify.annotations.Nullable;

/// What a step of SEGMENT ARRIVES decides about the segment (RFC 9293 section 3.10.7).
sealed interface Disposition {
    /// Whether the next step is to look at the segment.
    boolean proceeds();

    /// The decisions that leave the connection as it is, or say all in their name.
    enum Verdict implements Disposition {
        /// "Continue": the next step looks at it.
        PROCEED,
        /// "Drop the segment and return", silently.
        DROP,
        /// Send <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK> at once, drop the segment.
        ACKNOWLEDGE,
        /// The same as a challenge ACK, of which only a few are sent per second (RFC 5961 section 7).
        CHALLENGE,
        /// The segment belongs to no state of ours: answer RST (section 3.5.2), drop it; the connection stays.
        REFUSE,
        /// Send RST of our own and end the connection.
        ABORT;

        @Override
        public boolean proceeds() {
            return this == PROCEED;
        }
    }

    /// The connection ends: enter CLOSED, delete the TCB.
    ///
    /// @param failure null for an orderly end
    record End(@Nullable TcpFailure failure) implements Disposition {
        static final End ORDERLY = new End(null);
        static final End REFUSED = new End(TcpFailure.REFUSED);
        static final End RESET = new End(TcpFailure.RESET);

        @Override
        public boolean proceeds() {
            return false;
        }
    }
}
