/** The statistic client: receives lines, computes a statistic of each, and reports it. */
@NullMarked
package io.ipcbox.client;

import org.jspecify.annotations.NullMarked;
