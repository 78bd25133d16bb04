/**
 * The Markdown files of the project: their links, their pictures and their code blocks. {@code
 * io.ipcbox.program.DocumentationIT} runs the blocks.
 */
@NullMarked
package io.ipcbox.docs;

import org.jspecify.annotations.NullMarked;
