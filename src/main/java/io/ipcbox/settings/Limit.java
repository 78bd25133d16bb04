package io.ipcbox.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The limit of a setting, at its component: two bounds for a number, a size or a time, or a pattern for a text. A
 * setting of another type needs none.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Limit {
    /** The smallest value, written as in a setting. */
    String min() default "";

    /** The largest value, written as in a setting. */
    String max() default "";

    boolean powerOfTwo() default false;

    /** The regular expression that a text must match. */
    String pattern() default "";

    /** The pattern in words: completes "must be …". */
    String description() default "";
}
