package dev.morgana.runtime.loops;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.lang.reflect.Executable;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.StringJoiner;

/// Methods and constructors as text. What fails on the way becomes the text, as in the JDK.
@TargetClass(Executable.class)
final class Target_java_lang_reflect_Executable {
    @Alias
    native void printModifiersIfNonzero(StringBuilder to, int mask, boolean isDefault);

    @Alias
    native void specificToStringHeader(StringBuilder to);

    @Alias
    native void specificToGenericStringHeader(StringBuilder to);

    @Alias
    native TypeVariable<?>[] getTypeParameters();

    @Alias
    native Type[] getGenericParameterTypes();

    @Alias
    native Type[] getGenericExceptionTypes();

    @Alias
    native boolean isVarArgs();

    @Substitute
    static String typeVarBounds(TypeVariable<?> variable) {
        return TypeNames.bounded(variable);
    }

    @Substitute
    String sharedToString(
            int mask, boolean isDefault, Class<?>[] parameters, Class<?>[] exceptions) {
        try {
            StringBuilder text = new StringBuilder();
            printModifiersIfNonzero(text, mask, isDefault);
            specificToStringHeader(text);
            text.append('(').append(TypeNames.joined(parameters, ",")).append(')');
            text.append(TypeNames.thrown(exceptions));
            return text.toString();
        } catch (Exception e) {
            return "<" + e + ">";
        }
    }

    @Substitute
    String sharedToGenericString(int mask, boolean isDefault) {
        try {
            StringBuilder text = new StringBuilder();
            printModifiersIfNonzero(text, mask, isDefault);
            TypeVariable<?>[] variables = getTypeParameters();
            if (variables.length > 0) {
                StringJoiner bounded = new StringJoiner(",", "<", "> ");
                for (TypeVariable<?> variable : variables) {
                    bounded.add(TypeNames.bounded(variable));
                }
                text.append(bounded);
            }
            specificToGenericStringHeader(text);
            String parameters = TypeNames.joined(getGenericParameterTypes(), ",");
            text.append('(').append(isVarArgs() ? TypeNames.variable(parameters) : parameters);
            text.append(')');
            text.append(TypeNames.thrown(getGenericExceptionTypes()));
            return text.toString();
        } catch (Exception e) {
            return "<" + e + ">";
        }
    }
}
