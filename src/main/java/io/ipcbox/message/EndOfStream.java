package io.ipcbox.message;

/** The server ended in good order: no message follows. */
public record EndOfStream() implements Message {}
