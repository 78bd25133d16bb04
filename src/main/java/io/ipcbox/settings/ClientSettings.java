package io.ipcbox.settings;

import io.ipcbox.statistic.Statistic;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What a client shows of each line. */
public record ClientSettings(@DefaultValue("mean") Statistic statistic) {}
