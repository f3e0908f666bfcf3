package dev.morgana.runtime.file;

import dev.morgana.runtime.machine.NativeBuffers;
import dev.morgana.storage.Destination;
import dev.morgana.storage.Source;

/// Bytes from an address up, which the JDK hands to what it takes for C.
final class NativeBytes implements Source, Destination {
    private long at;

    NativeBytes(long address) {
        this.at = address;
    }

    @Override
    public void put(byte[] from, int offset, int count) {
        NativeBuffers.write(at, from, offset, count);
        at += count;
    }

    @Override
    public void get(byte[] to, int offset, int count) {
        NativeBuffers.read(at, to, offset, count);
        at += count;
    }
}
