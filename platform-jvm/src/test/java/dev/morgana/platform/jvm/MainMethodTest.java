package dev.morgana.platform.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
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

    @Test
    void thatWithArgumentsComesFirst() throws Exception {
        new MainMethod(WithArguments.class).invoke(new String[] {"a", "b"});
        new MainMethod(Inherited.class).invoke(new String[] {"c"});
        new MainMethod(OfObject.class).invoke(new String[0]);
        assertEquals(List.of("arguments a,b", "arguments c", "object"), STARTED);
    }

    @Test
    void privateOnesDoNotCount() {
        assertThrows(IllegalArgumentException.class, () -> new MainMethod(Hidden.class));
    }
}
