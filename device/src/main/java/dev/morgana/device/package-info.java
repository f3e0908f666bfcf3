/// Contracts only. Upwards: what a driver offers ([NetworkDevice], [EntropySource], ...). Downwards: what a driver stands on
/// ([Mmio], [DmaMemory], [DmaAllocator]), implemented over the machine by the runtime and by a fake in tests. Drivers are passive:
/// they have no thread and never wait.
@NullMarked
package dev.morgana.device;

import org.jspecify.annotations.NullMarked;
