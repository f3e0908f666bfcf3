/// Drivers for virtio 1.2 devices ("modern" only), in three layers:
///
/// 1. [Transport] is the bus a device sits on. [MmioTransport] and [PciTransport] are the two there are.
/// 2. `VirtioDevice` runs the status handshake and the feature negotiation over a transport; `SplitVirtqueue` passes buffers to
///    the device and takes them back.
/// 3. [VirtioNetwork], [VirtioEntropy] and [VirtioConsole] are the drivers, one per device type, each a contract of
///    `dev.morgana.device`.
///
/// Drivers are passive: no thread, no waiting, no clock. All memory a device can reach is allocated when its driver is
/// constructed. The device is not trusted: what it writes into shared memory is read once and checked, what the driver wrote is
/// never read back, and a device that breaks the protocol is reset and from then on behaves like one that is unplugged; its
/// driver says so in `failure()`. No method loops longer than a bound known in advance, whatever the device does.
@NullMarked
package dev.morgana.virtio;

import org.jspecify.annotations.NullMarked;
