/**
 * The broadcast server: numbers each line and sends it through a Spring Integration channel to every transport.
 */
@NullMarked
package io.ipcbox.server;

import org.jspecify.annotations.NullMarked;
