/// Descriptors, readiness and blocking operations over the network stack: what a kernel's socket calls are elsewhere.
///
/// The protocols below know no thread. [Stack] owns them and the one lock around them: threads of the application [enter][Stack#enter]
/// it for a short operation, the network's loop for a [turn][Stack#turn]. A [Descriptor] is what an open file is to a kernel:
/// [StreamSocket], [DatagramSocket], [PipeSource] and [PipeSink], [EventCounter], [EpollInstance]; [DescriptorTable] gives them numbers.
///
/// Every operation tries; a blocking one that finds nothing leaves a note with its descriptor, parks outside the lock and tries again.
/// When a protocol or an operation may have made a descriptor ready, it is noted, and settled once before the lock is given back: who
/// waits for it is woken after that, and the epoll instances that watch it put it into their lists of ready ones. Nothing ever walks
/// over all descriptors.
@NullMarked
package dev.morgana.sockets;

import org.jspecify.annotations.NullMarked;
