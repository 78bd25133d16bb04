/**
 * What a release holds besides the jar: man pages, and completion for bash and zsh. {@code scripts/release} runs
 * {@link io.ipcbox.release.ReleaseFiles}, which makes them from the command tree and the settings.
 *
 * <p>Decision: a page of roff and a table for a shell need a few dozen lines each, so neither picocli's page generator,
 * which needs Asciidoctor, nor its completion script, which loses its way behind an option such as {@code -n /q}, is
 * used. What is not in the tree (examples, files, the walk over the words) stands in templates among the resources.
 */
@NullMarked
package io.ipcbox.release;

import org.jspecify.annotations.NullMarked;
