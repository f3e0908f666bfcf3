package dev.morgana.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.function.IntPredicate;

/// Finds the smallest memory in which a guest answers a request.
final class SmallestMemory {
    /// Steps are no finer than this share of the memory.
    private static final int SHARE = 50;

    private SmallestMemory() {}

    /// Boots `guest` with less and less memory.
    ///
    /// @param enough megabytes in which it answers
    /// @param limit for its start, and for its answer
    /// @return megabytes, at most a fiftieth, or one, too many
    static int of(Guest guest, int enough, Duration limit) {
        return bisect(enough, megabytes -> answers(guest, megabytes, limit));
    }

    /// The smallest number that `holds`, which holds for `enough` and not for 0, if it holds for all larger ones.
    static int bisect(int enough, IntPredicate holds) {
        int good = enough;
        int bad = 0;
        while (good - bad > Math.max(1, good / SHARE)) {
            int middle = (good + bad) / 2;
            if (holds.test(middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }

    private static boolean answers(Guest guest, int megabytes, Duration limit) {
        try (RunningGuest running = guest.boot(megabytes)) {
            running.firstAnswer(limit);
            return true;
        } catch (IOException e) {
            return false; // it has ended, or never gets there
        }
    }
}
