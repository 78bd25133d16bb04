/**
 * ipcbox: every way two processes on one Linux machine can talk, in one Java jar. This is the map, from the roof to the
 * cellar: a package, with those below it, uses only packages that stand further down.
 *
 * <pre>
 * package      may use                                                            holds
 * here         launch                                                             IpcboxApplication: the entrance
 * release      launch command settings text                                       man pages, completion for shells
 * launch       *                                                                  roles, one-shot commands
 * command      console server transport lab ring message process text ipc.*       what can be typed
 * server       transport message process text ipc.*                               broadcast: a line to every client
 * client       console transport statistic message process text                   receive, compute, report
 * supervise    process text ipc ipc.waiting                                       client processes kept alive
 * lab          console ring message process text ipc.*                            the classroom programs
 * console      process text ipc ipc.file                                          lines in, lines out; the prompt
 * transport    ring settings message process text ipc.*                           a package for each mechanism
 * settings     statistic text                                                     every setting with its limit
 * statistic    message text                                                       mean, median, mode
 * message      text                                                               a line of integers, the codec
 * process      text ipc.libc ipc.*                                                this process and its peers
 * text         -                                                                  printable text, nearest name, words
 * ring         ipc.*                                                              the broadcast ring in shared memory
 * ipc.posix    ipc.memory ipc.mapping ipc.file ipc.waiting ipc.libc ipc ipc.hook  queue, semaphore, shared memory
 * ipc.sysv     ipc.waiting ipc.libc ipc                                           the same of System V
 * ipc.pipe     ipc.file ipc.waiting ipc.libc ipc                                  FIFO, anonymous pipe
 * ipc.unix     ipc.file ipc.waiting ipc.libc ipc                                  sockets
 * ipc.memory   ipc.mapping ipc.file ipc.waiting ipc.libc ipc                      memory files, named or not
 * ipc.mapping  ipc.file ipc.waiting ipc.libc ipc                                  mappings, room for them, their faults
 * ipc.file     ipc.waiting ipc.libc ipc                                           descriptors, locks
 * ipc.waiting  ipc.libc ipc                                                       what ends a wait
 * ipc.libc     ipc ipc.hook                                                       C functions, a method each
 * ipc          ipc.hook                                                           the shared words: errors, permissions
 * ipc.hook     -                                                                  what listens to C calls
 * </pre>
 *
 * <p>{@code *} is everything further down but {@code ipc.libc}; {@code ipc.*} is every package of {@code ipc} but
 * {@code ipc.libc}. The architecture test reads this table and holds the code to it.
 */
@NullMarked
package io.ipcbox;

import org.jspecify.annotations.NullMarked;
