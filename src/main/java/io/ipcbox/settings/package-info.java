/**
 * All settings under {@code ipcbox}: what they are, their limits, and how they are read. The transports take them
 * as they are; the other packages receive plain values.
 *
 * <p>Decision: the binder of Spring Boot with a handler that collects, instead of a bean that is validated while the
 * context starts. A bad configuration is told whole, each error with the place it came from, before anything is made;
 * and no validation framework has to start in every process (about as slow as all the rest).
 */
@NullMarked
package io.ipcbox.settings;

import org.jspecify.annotations.NullMarked;
