package dev.morgana.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What wrk 4.1 prints.
final class WrkTest {
    private static final String TOLD =
            """
            Running 1s test @ http://10.1.0.1:8080/api/status
              1 threads and 32 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency    21.00ms   23.61ms 255.78ms   95.74%
                Req/Sec     1.78k   482.04     2.47k    70.00%
              1789 requests in 1.06s, 0.97MB read
            Requests/sec:   1694.57
            Transfer/sec:      0.92MB
            """;

    @Test
    void theRateIsRead() throws IOException {
        assertEquals(1695, Wrk.parse(TOLD));
    }

    @Test
    void failedRequestsAreAnError() {
        for (String complaint :
                new String[] {
                    "  Socket errors: connect 0, read 3, write 0, timeout 0\n",
                    "  Non-2xx or 3xx responses: 17\n"
                }) {
            String told = TOLD.replace("Requests/sec", complaint + "Requests/sec");
            assertThrows(IOException.class, () -> Wrk.parse(told), complaint);
        }
    }

    @Test
    void noRateIsAnError() {
        assertThrows(IOException.class, () -> Wrk.parse("unable to connect"));
    }
}
