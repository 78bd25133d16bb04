package io.ipcbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactsTest {
    private final Facts facts = new Facts()
            .with("name", "/a\u001b\"b")
            .with("max messages", 10L)
            .with("values", List.of(1, 2))
            .with("never", Optional.empty())
            .with("stuck", false);

    @Test
    void valuesStandBelowEachOther() {
        assertThat(facts.text()).isEqualTo("""
                        name          /a\\x1B"b
                        max messages  10
                        values        [1, 2]
                        stuck         false""");
    }

    @Test
    void jsonIsOneObjectOnOneLine() {
        assertThat(facts.with("changed", Instant.EPOCH).json())
                .isEqualTo("{\"name\":\"/a\\u001B\\\"b\",\"max_messages\":10,\"values\":[1,2],\"stuck\":false,"
                        + "\"changed\":\"1970-01-01T00:00:00Z\"}");
    }
}
