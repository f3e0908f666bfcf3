package dev.morgana.runtime.file;

import dev.morgana.runtime.machine.MachineClock;
import dev.morgana.runtime.machine.NativeBuffers;
import dev.morgana.storage.OpenFile;

/// Copies what is left of one open file to another one.
final class FileCopy {
    private static final int PIECE = 1 << 15;
    private static final int CANCELLED = 125;

    private FileCopy() {}

    /// @param cancelAddress where something else than 0 ends the copy; 0 for nowhere
    static void run(int to, int from, long cancelAddress) {
        UnixCalls.run(() -> copy(OpenFiles.get(to), OpenFiles.get(from), cancelAddress));
    }

    private static void copy(OpenFile to, OpenFile from, long cancelAddress) {
        byte[] piece = new byte[PIECE];
        int got;
        while ((got = from.read(piece, 0, PIECE, MachineClock.wall())) > 0) {
            if (cancelAddress != 0 && NativeBuffers.getInt(cancelAddress) != 0) {
                throw UnixCalls.raise(CANCELLED);
            }
            int done = 0;
            while (done < got) {
                done += to.write(piece, done, got - done, MachineClock.wall());
            }
        }
    }
}
