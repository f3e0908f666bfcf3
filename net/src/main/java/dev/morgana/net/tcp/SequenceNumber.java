package dev.morgana.net.tcp;

/// Arithmetic of sequence numbers modulo 2^32 (RFC 9293 section 3.4): the only place that compares them. A sequence number is an
/// `int`; a comparison is meaningful while the two are less than 2^31 apart.
final class SequenceNumber {
    private SequenceNumber() {}

    /// `a` < `b`.
    static boolean before(int a, int b) {
        return a - b < 0;
    }

    /// `a` =< `b`.
    static boolean notAfter(int a, int b) {
        return a - b <= 0;
    }

    /// `low` =< `number` < `high`, also when that range is empty or 2^31 and more long.
    static boolean within(int low, int number, int high) {
        return Integer.compareUnsigned(number - low, high - low) < 0;
    }

    /// The one that lies further ahead.
    static int later(int a, int b) {
        return before(a, b) ? b : a;
    }

    /// The one that lies less far ahead.
    static int earlier(int a, int b) {
        return before(a, b) ? a : b;
    }
}
