package io.ipcbox.release;

import io.ipcbox.release.Offers.Offer;
import java.util.List;
import java.util.stream.Collectors;

/** What zsh completes, with descriptions: a function for its {@code fpath}. Pure functions. */
final class ZshCompletion {
    private ZshCompletion() {}

    static String of(List<Command> commands) {
        List<Offers> all = Offers.of(commands);
        return Template.of("ipcbox.zsh")
                .replace("@WORDS@", Template.entries(all, offers -> lines(offers.words())))
                .replace("@OPTIONS@", Template.entries(all, offers -> lines(offers.options())))
                .replace("@TAKING_VALUE@", Template.entries(all, offers -> String.join(" ", offers.takingValue())))
                .replace("@VALUES@", Template.values(all));
    }

    /** A line each, as {@code _describe} reads them. */
    private static String lines(List<Offer> offers) {
        return offers.stream()
                .map(offer -> offer.word().replace(":", "\\:") + ":" + offer.description())
                .collect(Collectors.joining("\n"));
    }
}
