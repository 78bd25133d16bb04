/**
 * All settings under {@code ipcbox}, their limits, and how they are read. The transports take them as they are; the
 * other packages receive plain values.
 *
 * <p>Decision: Spring Boot's binder with a handler that collects errors, instead of a bean that is validated while the
 * context starts. All errors of a configuration are reported together, each with its origin, before anything is made;
 * and no process has to start a validation framework, which takes about as long as everything else.
 */
@NullMarked
package io.ipcbox.settings;

import org.jspecify.annotations.NullMarked;
