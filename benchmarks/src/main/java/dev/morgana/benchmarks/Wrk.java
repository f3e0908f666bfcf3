package dev.morgana.benchmarks;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The load generator `wrk`: connections that ask again as soon as they have an answer.
final class Wrk {
    private static final int CONNECTIONS = 32;
    private static final Pattern RATE = Pattern.compile("(?m)^Requests/sec: +([0-9.]+)$");
    private static final Pattern COMPLAINT =
            Pattern.compile("(?m)^ +(Socket errors|Non-2xx or 3xx responses): .*$");

    private Wrk() {}

    /// Asks for `url` on 32 connections that stay.
    ///
    /// @return answers in a second
    /// @throws IOException when a request failed
    static long rate(String url, int seconds) throws IOException, InterruptedException {
        return parse(
                Tools.output(
                        "wrk",
                        "--threads",
                        "1",
                        "--connections",
                        String.valueOf(CONNECTIONS),
                        "--duration",
                        seconds + "s",
                        "--timeout",
                        "30s",
                        url));
    }

    /// The rate in what wrk prints.
    static long parse(String told) throws IOException {
        Matcher complaint = COMPLAINT.matcher(told);
        if (complaint.find()) {
            throw new IOException("wrk says:" + complaint.group());
        }
        Matcher rate = RATE.matcher(told);
        if (!rate.find()) {
            throw new IOException("wrk says no rate: " + told);
        }
        return Math.round(Double.parseDouble(rate.group(1)));
    }
}
