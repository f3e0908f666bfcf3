package dev.morgana.runtime;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks substitutions of natives that have no meaning on this machine: they throw the JDK's own exception, or give the answer by which
/// the JDK knows that something does not exist.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Refused {
    /// Why, in a few words for the list of natives.
    String value();
}
