package io.ipcbox.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the value of a setting must be, at its component: a number, a size or a time between two bounds, or a text of a
 * form. A setting of another type has no need for one.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Limit {
    /** The smallest value, written like one. */
    String min() default "";

    /** The largest value, written like one. */
    String max() default "";

    boolean powerOfTwo() default false;

    /** The regular expression that a text must match. */
    String pattern() default "";

    /** The pattern, for the user: completes "must be …". */
    String description() default "";
}
