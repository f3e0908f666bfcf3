/// Formats without behaviour: addresses, packet buffers, one file per protocol header, checksums.
///
/// A header's `parse` checks every length once and either returns a value or raises the one preallocated
/// [MalformedPacketException]; its `write` prepends to a [PacketBuffer]. Nothing here knows time, devices or logging.
@NullMarked
package dev.morgana.wire;

import org.jspecify.annotations.NullMarked;
