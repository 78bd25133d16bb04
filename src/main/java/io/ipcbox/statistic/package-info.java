/** Mean, median, mode and their kin: pure functions of a line, exact. */
@NullMarked
package io.ipcbox.statistic;

import org.jspecify.annotations.NullMarked;
