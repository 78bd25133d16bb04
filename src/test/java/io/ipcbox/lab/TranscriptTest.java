package io.ipcbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.console.Wrapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private final List<String> shown = new ArrayList<>();
    private final Transcript transcript = new Transcript(new PlainLines(new Recording(shown, Integer.MAX_VALUE)));

    @Test
    void linesAreShownAsTheyCome() {
        add(Frame.Kind.LINE, "a", 0, "one");
        add(Frame.Kind.LINE, "b", 0, "two");
        assertThat(shown).containsExactly("one", "two");
    }

    @Test
    void whatTookAPlaceStandsThere() {
        add(Frame.Kind.PLACE, "sender", 1, "");
        add(Frame.Kind.LINE, "receiver", 0, "received");
        assertThat(shown).isEmpty();
        add(Frame.Kind.LINE, "sender", 1, "sent");
        assertThat(shown).containsExactly("sent", "received");
    }

    @Test
    void placesOfDifferentProcessesAreDifferent() {
        add(Frame.Kind.PLACE, "a", 1, "");
        add(Frame.Kind.PLACE, "b", 1, "");
        add(Frame.Kind.LINE, "b", 1, "second");
        add(Frame.Kind.LINE, "a", 1, "first");
        assertThat(shown).containsExactly("first", "second");
    }

    @Test
    void placeOfAProcessThatHasEndedHoldsNobodyUp() {
        add(Frame.Kind.PLACE, "a", 1, "");
        add(Frame.Kind.LINE, "b", 0, "goes on");
        add(Frame.Kind.END, "a", 0, "137");
        assertThat(shown).containsExactly("goes on");
    }

    @Test
    void placeThatWasGivenUpHoldsNobodyUp() {
        add(Frame.Kind.PLACE, "a", 1, "");
        add(Frame.Kind.LINE, "b", 0, "goes on");
        add(Frame.Kind.NOTHING, "a", 1, "");
        assertThat(shown).containsExactly("goes on");
    }

    @Test
    void nextProcessOfTheSameNameHasPlacesOfItsOwn() {
        add(Frame.Kind.PLACE, "a", 1, "");
        add(Frame.Kind.END, "a", 0, "137");
        add(Frame.Kind.PLACE, "a", 1, "");
        add(Frame.Kind.LINE, "a", 1, "said");
        assertThat(shown).containsExactly("said");
    }

    @Test
    void partsMakeOneLine() {
        add(Frame.Kind.PART, "a", 0, "12");
        add(Frame.Kind.LINE, "b", 0, "between");
        add(Frame.Kind.PART, "a", 0, "34");
        add(Frame.Kind.LINE, "a", 0, "5");
        assertThat(shown).containsExactly("between", "12345");
    }

    @Test
    void stepsAreForThoseWhoAsked() {
        add(Frame.Kind.STEP, "a", 0, "write(1, …) = 1");
        assertThat(shown).isEmpty();
    }

    private void add(Frame.Kind kind, String lane, int place, String text) {
        transcript.add(new Frame(kind, lane, place, text));
    }

    /** Prints into a list. */
    record Recording(List<String> shown, int columns) implements LabConsole {
        @Override
        public void line(String text) {
            shown.add(text);
        }

        @Override
        public void error(String text) {
            shown.add("error: " + text);
        }

        @Override
        public Optional<String> ask(String question) {
            return Optional.empty();
        }

        @Override
        public Optional<String> input() {
            return Optional.empty();
        }

        @Override
        public List<String> rows(String text, int room) {
            return Wrapping.rows(text, room, text.length() - text.stripLeading().length() + 2);
        }

        @Override
        public boolean isInteractive() {
            return false;
        }
    }
}
