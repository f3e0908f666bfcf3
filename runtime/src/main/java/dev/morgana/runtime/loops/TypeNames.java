package dev.morgana.runtime.loops;

import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.StringJoiner;

/// Names of types, as they stand in the texts of methods and constructors.
final class TypeNames {
    private static final String ARRAY = "[]";

    private TypeNames() {}

    /// The names of `types` with `delimiter` between them.
    static String joined(Type[] types, String delimiter) {
        StringJoiner names = new StringJoiner(delimiter);
        for (Type type : types) {
            names.add(type.getTypeName());
        }
        return names.toString();
    }

    /// A variable with its bounds, if it has any but `Object`.
    static String bounded(TypeVariable<?> variable) {
        Type[] bounds = variable.getBounds();
        return bounds.length == 1 && bounds[0].equals(Object.class)
                ? variable.getName()
                : variable.getName() + " extends " + joined(bounds, " & ");
    }

    /// The last of the parameters, an array, as the end of an argument list of variable length.
    static String variable(String parameters) {
        return parameters.endsWith(ARRAY)
                ? parameters.substring(0, parameters.length() - ARRAY.length()) + "..."
                : parameters;
    }

    /// The clause `throws`, if anything is thrown.
    static String thrown(Type[] exceptions) {
        return exceptions.length == 0 ? "" : " throws " + joined(exceptions, ",");
    }
}
