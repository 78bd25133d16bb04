/**
 * Text as people type and read it: made printable, taken apart into words, compared with what was meant. Uses nothing
 * else of this program.
 */
@NullMarked
package io.ipcbox.text;

import org.jspecify.annotations.NullMarked;
