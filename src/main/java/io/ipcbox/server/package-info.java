/**
 * The broadcast server: takes a line, numbers it, sends it through a Spring Integration channel to every transport.
 */
@NullMarked
package io.ipcbox.server;

import org.jspecify.annotations.NullMarked;
