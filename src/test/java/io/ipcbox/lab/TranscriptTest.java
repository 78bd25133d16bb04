package io.ipcbox.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.console.RecordingConsole;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private final RecordingConsole console = new RecordingConsole();
    private final Transcript transcript = new Transcript(new PlainLines(console));

    @Test
    void linesAreShownAsTheyCome() {
        add(Frame.Kind.LINE, "a", 0, "one");
        add(Frame.Kind.LINE, "b", 0, "two");
        assertThat(console.printed()).containsExactly("one", "two");
    }

    @Test
    void whatTookAPlaceStandsThere() {
        add(Frame.Kind.PLACE, "sender", 1, "");
        add(Frame.Kind.LINE, "receiver", 0, "received");
        assertThat(console.printed()).isEmpty();
        add(Frame.Kind.LINE, "sender", 1, "sent");
        assertThat(console.printed()).containsExactly("sent", "received");
    }

    @Test
    void placesOfDifferentProcessesAreDifferent() {
        add(Frame.Kind.PLACE, "a", 1, "");
        add(Frame.Kind.PLACE, "b", 1, "");
        add(Frame.Kind.LINE, "b", 1, "second");
        add(Frame.Kind.LINE, "a", 1, "first");
        assertThat(console.printed()).containsExactly("first", "second");
    }

    @Test
    void placeOfAnEndedProcessHoldsNothingUp() {
        add(Frame.Kind.PLACE, "a", 1, "");
        add(Frame.Kind.LINE, "b", 0, "goes on");
        add(Frame.Kind.END, "a", 0, "137");
        assertThat(console.printed()).containsExactly("goes on");
    }

    @Test
    void placeThatWasGivenUpHoldsNothingUp() {
        add(Frame.Kind.PLACE, "a", 1, "");
        add(Frame.Kind.LINE, "b", 0, "goes on");
        add(Frame.Kind.NOTHING, "a", 1, "");
        assertThat(console.printed()).containsExactly("goes on");
    }

    @Test
    void nextProcessOfTheSameNameHasPlacesOfItsOwn() {
        add(Frame.Kind.PLACE, "a", 1, "");
        add(Frame.Kind.END, "a", 0, "137");
        add(Frame.Kind.PLACE, "a", 1, "");
        add(Frame.Kind.LINE, "a", 1, "said");
        assertThat(console.printed()).containsExactly("said");
    }

    @Test
    void partsMakeOneLine() {
        add(Frame.Kind.PART, "a", 0, "12");
        add(Frame.Kind.LINE, "b", 0, "between");
        add(Frame.Kind.PART, "a", 0, "34");
        add(Frame.Kind.LINE, "a", 0, "5");
        assertThat(console.printed()).containsExactly("between", "12345");
    }

    @Test
    void stepsAreForThoseWhoAsked() {
        add(Frame.Kind.STEP, "a", 0, "write(1, …) = 1");
        assertThat(console.printed()).isEmpty();
    }

    private void add(Frame.Kind kind, String lane, int place, String text) {
        transcript.add(new Frame(kind, lane, place, text));
    }
}
