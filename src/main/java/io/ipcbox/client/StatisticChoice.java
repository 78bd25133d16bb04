package io.ipcbox.client;

/** The statistics a client can show, by the names users see. */
public enum StatisticChoice {
    MEAN,
    MEDIAN,
    MODE,
    VALUES,
    COUNT,
    MIN,
    MAX,
    SUM,
    /** Every one of them, a line each. */
    ALL
}
