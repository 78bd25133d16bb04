package io.ipcbox.message;

/** The server ended in an orderly way: no message follows. */
public record EndOfStream() implements Message {}
