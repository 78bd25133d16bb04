package io.ipcbox.command.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ipcbox.support.PythonProgram;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares with the output of Python itself. */
class PythonTextIT {
    private static final PythonProgram PYTHON = new PythonProgram("""
            import json, random
            random.seed(sys.argv[1])
            characters = 'ab \\'"\\\\/{}[]:,äßЖ中😀\\t\\n\\r\\x7f\\xa0\\xad\\u2028\\ue000\\ufeff'
            def text():
                return ''.join(random.choices(characters, k=random.randrange(6)))
            def value(depth):
                kind = random.randrange(9 if depth < 5 else 6)
                if kind == 0:
                    return random.choice([None, True, False, float('nan'), float('inf'), float('-inf')])
                if kind == 1:
                    return random.randrange(-10 ** random.randrange(1, 40), 10 ** 9)
                if kind in (2, 3):
                    return random.choice([-1, 1]) * random.random() * 10.0 ** random.randrange(-30, 30)
                if kind in (4, 5):
                    return text()
                if kind == 6:
                    return [value(depth + 1) for _ in range(random.randrange(4))]
                return {text(): value(depth + 1) for _ in range(random.randrange(4))}
            sys.stdout.reconfigure(encoding='utf-8')
            for i in range(int(sys.argv[2])):
                document = [value(0)]
                say(json.dumps(document, ensure_ascii=i % 2 == 0, indent=None))
                say(document)
            """);

    @Test
    void randomDocumentsArePrintedAsPythonDoes() {
        int count = 1000;
        List<String> lines = PYTHON.run("1", Integer.toString(count));
        assertThat(lines).hasSize(2 * count);
        for (int i = 0; i < count; i++) {
            String json = lines.get(2 * i);
            assertThat(PythonText.of(json.getBytes(StandardCharsets.UTF_8)))
                    .as(json)
                    .isEqualTo(lines.get(2 * i + 1));
        }
    }
}
