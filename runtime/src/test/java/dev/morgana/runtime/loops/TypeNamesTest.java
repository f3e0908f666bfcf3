package dev.morgana.runtime.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TypeNamesTest {
    @SuppressWarnings("unused")
    abstract static class Sample {
        abstract void plain();

        abstract <T extends Number & Serializable, U> void bounded(
                List<? super U> list, T number, int[] numbers)
                throws IOException, InterruptedException;

        @SafeVarargs
        final <T> void variable(String text, T... rest) {}
    }

    @Test
    @DisplayName("all parts of the JDK's generic text of a method")
    void parts() {
        for (Method method : Sample.class.getDeclaredMethods()) {
            StringJoiner variables = new StringJoiner(",", "<", "> ").setEmptyValue("");
            for (var variable : method.getTypeParameters()) {
                variables.add(TypeNames.bounded(variable));
            }
            String parameters = TypeNames.joined(method.getGenericParameterTypes(), ",");
            String text =
                    variables
                            + "void|"
                            + (method.isVarArgs() ? TypeNames.variable(parameters) : parameters)
                            + "|"
                            + TypeNames.thrown(method.getGenericExceptionTypes());
            String jdk = method.toGenericString();
            assertEquals(part(jdk, "(", ")"), part(text, "|", "|"), jdk);
            assertEquals(
                    jdk.substring(jdk.indexOf(')') + 1), text.substring(text.lastIndexOf('|') + 1));
            assertEquals(jdk.contains(variables.toString()), true, jdk);
        }
    }

    private static String part(String text, String begin, String end) {
        int from = text.indexOf(begin) + 1;
        return text.substring(from, text.indexOf(end, from));
    }
}
