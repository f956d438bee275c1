package org.pgfiles.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What tests show of an installation, as {@code make prove} prints it; on a class for those of its methods that have none.
 *
 * <p>Tags say who looks: {@code smoke} everybody, {@code core} also where organizations have files besides those of the tests,
 * without a tag only where each test has organizations of its own.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Promise {
    String value();
}
