package dev.morgana.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// A whole stack: what reaches it and what its user does is the input's to say (see [Script]). Nothing is thrown, no buffer is lost.
final class StackFuzzTest {
    @FuzzTest
    void conversation(byte[] octets) {
        new Script(octets).run();
    }

    /// Fragments of datagrams, see [Fragments].
    @FuzzTest
    void fragments(byte[] octets) {
        new Fragments(octets).run();
    }

    /// One frame after the other, each with right checksums.
    @FuzzTest
    void frame(byte[] octets) {
        Script.oneFrame(octets);
    }
}
