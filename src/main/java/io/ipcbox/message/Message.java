package io.ipcbox.message;

/** What a server sends to a client. Immutable. */
public sealed interface Message permits IntegerLine, Lagged, EndOfStream {}
