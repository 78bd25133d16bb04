package io.ipcbox.transport;

import java.time.Duration;

/**
 * What every transport is told of its channel.
 *
 * @param channel its name
 * @param directory of what the channel has by name
 * @param longestLine that a client takes, in bytes
 * @param backlogBytes how much may wait in the server for one client
 * @param stallTimeout how long a client with a full backlog may take nothing
 */
public record TransportOptions(
        String channel, ChannelDirectory directory, int longestLine, long backlogBytes, Duration stallTimeout) {}
