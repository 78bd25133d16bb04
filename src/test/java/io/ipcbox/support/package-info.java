/** What integration tests share: unique names, peers in C, Python and second JVMs, and the check that nothing is left. */
@NullMarked
package io.ipcbox.support;

import org.jspecify.annotations.NullMarked;
