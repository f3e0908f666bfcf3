package dev.morgana.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MissingNativesTest {
    private static NativeMethod method(String name, String symbol, List<String> path) {
        return new NativeMethod(name, symbol, NativeMethod.Origin.MISSING, path);
    }

    @Test
    void getOneFunctionForEachSymbol() {
        var source =
                MissingNatives.source(
                        List.of(
                                method("a.B.c(int)", "Java_a_B_c", List.of()),
                                method("a.B.c(long)", "Java_a_B_c", List.of()),
                                method("a.B.d()", "Java_a_B_d", List.of())));
        assertTrue(
                source.endsWith(
                        """
                        void *Java_a_B_c(Environment environment);
                        void *Java_a_B_c(Environment environment) { return throw_missing(environment, "a.B.c(int)"); }
                        void *Java_a_B_d(Environment environment);
                        void *Java_a_B_d(Environment environment) { return throw_missing(environment, "a.B.d()"); }
                        """),
                source);
    }

    @Test
    void areReportedWithTheirCallers() {
        var path = new ArrayList<String>();
        for (int call = 1; call <= 12; call++) {
            path.add("caller" + call);
        }
        assertEquals(
                """
                the program can reach 2 native methods of the JDK that Morgana does not implement:
                  a.B.c(int)
                    called by caller1
                    called by caller2
                    called by caller3
                    called by caller4
                    called by caller5
                    called by caller6
                    ... 3 more calls
                    called by caller10
                    called by caller11
                    called by caller12
                  a.B.d()
                    called by Main.main(Main.java:3)
                Avoid the calls, or build with --allow-missing-natives: then each throws UnsatisfiedLinkError when called.\
                """,
                new ImageException.NativesMissing(
                                List.of(
                                        method("a.B.c(int)", "Java_a_B_c", path),
                                        method(
                                                "a.B.d()",
                                                "Java_a_B_d",
                                                List.of("Main.main(Main.java:3)"))))
                        .getMessage());
    }
}
