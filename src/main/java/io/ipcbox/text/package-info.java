/**
 * Text as people type and read it: made printable, split into words, compared with the names that exist. Uses no other
 * package.
 */
@NullMarked
package io.ipcbox.text;

import org.jspecify.annotations.NullMarked;
