/** The statistic client: receives lines, computes, reports. */
@NullMarked
package io.ipcbox.client;

import org.jspecify.annotations.NullMarked;
