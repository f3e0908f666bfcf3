package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// A machine that can be booted: its kind is what the tables call it.
///
/// @param kind such as `Morgana`
/// @param files what it boots from
/// @param machine makes its QEMU, given the size of its memory, such as `64M`
/// @param warmUpSeconds how long it is under load until it is as fast as it will be
record Guest(String kind, List<Path> files, Function<String, Qemu> machine, int warmUpSeconds) {
    /// Bytes of all files that it boots from.
    long bytes() throws IOException {
        long sum = 0;
        for (Path file : files) {
            sum += Files.size(file);
        }
        return sum;
    }

    /// Boots it with a card on the wire.
    RunningGuest boot(int megabytes) throws IOException {
        return new RunningGuest(
                machine.apply(megabytes + "M").tap(GuestNetwork.TAP, GuestNetwork.GUEST_MAC));
    }
}
