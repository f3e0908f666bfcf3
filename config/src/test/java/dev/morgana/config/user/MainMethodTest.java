package dev.morgana.config.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.morgana.config.MainMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which method starts a class.
final class MainMethodTest {
    private static final List<String> STARTED = new ArrayList<>();

    @BeforeEach
    void clear() {
        STARTED.clear();
    }

    static class WithArguments {
        static void main(String[] arguments) {
            STARTED.add("arguments " + String.join(",", arguments));
        }

        static void main() {
            STARTED.add("none");
        }
    }

    static final class Inherited extends WithArguments {
        static void main() {
            STARTED.add("own");
        }
    }

    static final class OfObject {
        void main() {
            STARTED.add("object");
        }
    }

    static final class Hidden {
        @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
        private static void main(String[] arguments) {}
    }

    private static void start(Class<?> type, String[] arguments) throws Exception {
        MainMethod.of(type).orElseThrow().invoke(arguments);
    }

    @Test
    void thatWithArgumentsComesFirst() throws Exception {
        start(WithArguments.class, new String[] {"a", "b"});
        start(Inherited.class, new String[] {"c"});
        start(OfObject.class, new String[0]);
        assertEquals(List.of("arguments a,b", "arguments c", "object"), STARTED);
    }

    @Test
    void privateOnesDoNotCount() {
        assertEquals(Optional.empty(), MainMethod.of(Hidden.class));
    }
}
