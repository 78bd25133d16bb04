/**
 * What a call of the library costs, beside the same call in C ({@code src/bench/c/calls.c}). {@code
 * scripts/bench-calls} runs both in turns and prints the ratio.
 */
@NullMarked
package io.ipcbox.benchmark;

import org.jspecify.annotations.NullMarked;
