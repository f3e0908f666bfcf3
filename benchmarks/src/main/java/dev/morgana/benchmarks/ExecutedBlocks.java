package dev.morgana.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// How often each block of code has run, as QEMU's plugin `src/main/plugin/instructions.c` counts it.
///
/// @param runs by block
record ExecutedBlocks(Map<Block, Long> runs) {
    private static final int RECORD = 24;

    /// Code that runs from its first to its last instruction.
    ///
    /// @param address of the first one
    /// @param instructions how many it has
    record Block(long address, long instructions) {}

    /// What the plugin's file holds now.
    static ExecutedBlocks read(Path file) throws IOException {
        Map<Block, Long> runs = new HashMap<>();
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer records =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                            .order(ByteOrder.nativeOrder());
            for (int at = 0; at < records.limit(); at += RECORD) {
                long instructions = records.getLong(at + Long.BYTES);
                if (instructions != 0) {
                    Block block = new Block(records.getLong(at), instructions);
                    runs.put(block, records.getLong(at + 2 * Long.BYTES));
                }
            }
        }
        return new ExecutedBlocks(runs);
    }

    /// What has run since `earlier`.
    ExecutedBlocks since(ExecutedBlocks earlier) {
        Map<Block, Long> later = new HashMap<>(runs);
        earlier.runs.forEach((block, count) -> later.merge(block, -count, Long::sum));
        return new ExecutedBlocks(later);
    }

    /// Instructions that have run. A repeated string instruction counts once for each repetition.
    long instructions() {
        return runs.entrySet().stream()
                .mapToLong(entry -> entry.getKey().instructions() * entry.getValue())
                .sum();
    }
}
