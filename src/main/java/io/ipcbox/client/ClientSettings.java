package io.ipcbox.client;

import org.springframework.boot.context.properties.bind.DefaultValue;

/** What a client shows of each line. */
public record ClientSettings(@DefaultValue("mean") StatisticChoice statistic) {}
