/**
 * README.md and what else is written in Markdown: that its links lead somewhere, that its pictures show what they say, and
 * what its blocks contain. {@code io.ipcbox.program.DocumentationIT} runs the blocks.
 */
@NullMarked
package io.ipcbox.docs;

import org.jspecify.annotations.NullMarked;
