/**
 * Mean, median, mode and their kin: pure functions of a line, each reported as one sentence by {@link
 * io.ipcbox.statistic.Statistic}.
 *
 * <p>Decision: all arithmetic is in integers, and only the printed decimal is ever rounded. A {@code double} mean is
 * wrong above 2<sup>53</sup>, and a {@code long} sum wraps without a word.
 *
 * <p>Decision: selection and sorting come from libraries (Commons Numbers, fastutil) instead of the JDK, because on ten
 * million integers selecting takes a fifteenth of the time of {@code Arrays.sort}, and radix sort two thirds or less.
 */
@NullMarked
package io.ipcbox.statistic;

import org.jspecify.annotations.NullMarked;
