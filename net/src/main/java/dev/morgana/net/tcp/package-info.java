/// TCP (RFC 9293), sans-I/O: segments, user calls and time go in; segments, readiness and the next deadline come out.
///
/// **Tour.** [TcpLayer] is the door: `input`, `poll`, `connect`, `listen`. [TcpConnection] is one connection, the RFC's transmission
/// control block; its data lies in parts that carry the RFC's names ([SendSequenceSpace], [ReceiveSequenceSpace], [SendBuffer],
/// [ReceiveBuffer], [ReassemblyQueue], [SackReport], [RttEstimator], [Timestamps], [RetransmissionTimer], [PersistTimer], [Acknowledgment],
/// [CongestionControl], [LossRecovery] with its [SackScoreboard]), each of which knows nothing of the others. What happens to it stands in
/// four classes without data of their own, in the order of the RFC's section 3.10:
///
/// | RFC 9293 | here |
/// |---|---|
/// | 3.10.1 OPEN | [TcpLayer#connect], [PassiveOpen] |
/// | 3.10.2 to 3.10.6 SEND, RECEIVE, CLOSE, ABORT, STATUS | [UserCalls], [TcpConnection#state] |
/// | 3.10.7 SEGMENT ARRIVES | [SegmentArrives], one method per step, each with a [Disposition]; LISTEN: [PassiveOpen]; TIME-WAIT: [TimeWaits] |
/// | 3.10.8 timeouts | [Timeouts] |
///
/// [Transmission] alone decides what is sent; [SegmentWriter] alone builds segments.
///
/// **Costs.** A segment in either direction allocates nothing: [Segment] and the headers are reused, [ConnectionTable] and
/// [DeadlineQueue] are linked through [SocketPair]. Strangers cost a [HalfOpen] record, past connections a [TimeWait] record; both are
/// bounded, and [SynCookies] answer those strangers for whom there is no record left. All buffers share one [MemoryBudget]; when it runs low,
/// [Shedding] gives up what serves nobody.
///
/// **When segments leave.** User calls send at once. Arriving segments only change state, and what they call for leaves with the next
/// [TcpLayer#poll], so that a batch of segments gets one acknowledgment (RFC 9293 MUST-58/59); out-of-order segments alone are answered at
/// once, since the sender counts those answers.
@NullMarked
package dev.morgana.net.tcp;

import org.jspecify.annotations.NullMarked;
