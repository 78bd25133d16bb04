package io.ipcbox.release;

import io.ipcbox.release.Offers.Offer;
import java.util.List;
import java.util.stream.Collectors;

/** What bash completes: {@code complete -F} and its function. Pure functions. */
final class BashCompletion {
    private BashCompletion() {}

    static String of(List<Command> commands) {
        List<Offers> all = Offers.of(commands);
        return Template.of("ipcbox.bash")
                .replace("@WORDS@", Template.entries(all, offers -> words(offers.words())))
                .replace("@OPTIONS@", Template.entries(all, offers -> words(offers.options())))
                .replace("@TAKING_VALUE@", Template.entries(all, offers -> String.join(" ", offers.takingValue())))
                .replace("@VALUES@", Template.values(all));
    }

    private static String words(List<Offer> offers) {
        return offers.stream().map(Offer::word).collect(Collectors.joining(" "));
    }
}
