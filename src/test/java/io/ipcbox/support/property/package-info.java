/**
 * Properties: what must hold for any input. {@link io.ipcbox.support.property.Property} checks one with inputs from a
 * {@link io.ipcbox.support.property.Generator} and reports the smallest failing input that it can find.
 */
@NullMarked
package io.ipcbox.support.property;

import org.jspecify.annotations.NullMarked;
