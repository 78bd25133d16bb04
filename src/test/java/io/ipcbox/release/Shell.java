package io.ipcbox.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ipcbox.support.CProgram;
import io.ipcbox.support.RunningProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A shell that completes the words of ipcbox with what was generated for it. */
enum Shell {
    /** As it comes: an equals sign is a word of its own. */
    BASH("bash") {
        @Override
        String split(String line) {
            return super.split(line).replace("=", " = ").replace("= _", "=").replaceAll(" +", " ");
        }
    },
    /** Without the equals sign in {@code COMP_WORDBREAKS}. */
    BASH_WITHOUT_EQUALS("bash") {
        @Override
        List<String> offered(String current, List<String> offers) {
            return offers.stream()
                    .map(offer -> offer.replaceFirst("^--[^=]+=(?=.)", ""))
                    .toList();
        }
    },
    ZSH("zsh") {
        // What zsh itself does: it drops the offers that the word at the cursor does not begin.
        @Override
        List<String> offered(String current, List<String> offers) {
            String typed = current.startsWith("-") ? current.substring(current.indexOf('=') + 1) : current;
            return offers.stream().filter(offer -> offer.startsWith(typed)).toList();
        }
    };

    private static final String END = "end of the offers";

    /** Completes the last word of each line of its input; that word is _ if it is empty. */
    private static final Map<String, String> SCRIPTS = Map.of("bash", """
            source "$1/ipcbox.bash"
            # Works only while bash completes.
            compopt() { :; }
            while read -ra COMP_WORDS; do
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMP_WORDS[COMP_CWORD]=${COMP_WORDS[COMP_CWORD]#_}
                current=${COMP_WORDS[COMP_CWORD]}
                [[ $current != = ]] || current=
                _ipcbox ipcbox "$current"
                ((${#COMPREPLY[@]} == 0)) || printf '%s\\n' "${COMPREPLY[@]}"
                echo 'end of the offers'
            done
            """, "zsh", """
            fpath=($1 $fpath)
            autoload -U _ipcbox
            _describe() { print -l -- "${(@)${(@P)4}%%:*}" }
            compadd() { (( $# < 2 )) || print -l -- "${@:2}" }
            compset() { : }
            while read -rA words; do
                CURRENT=$#words
                words[CURRENT]=${words[CURRENT]#_}
                _ipcbox
                echo 'end of the offers'
            done
            """);

    private final String program;

    Shell(String program) {
        this.program = program;
    }

    /** A line with the program's name, in words with blanks between them. */
    String split(String line) {
        return line.endsWith(" ") ? line + "_" : line;
    }

    /** What can be seen of the function's offers. */
    List<String> offered(String current, List<String> offers) {
        return offers;
    }

    /** What it offers at the end of each line, which are all different. */
    Map<String, List<String>> offersAt(Path directory, List<String> lines) {
        assumeTrue(CProgram.isInstalled(program), "needs " + program);
        // Without what the user and the machine have set up.
        try (RunningProgram shell = RunningProgram.start(List.of(
                "env",
                "-i",
                "PATH=" + System.getenv("PATH"),
                program,
                program.equals("zsh") ? "-f" : "--norc",
                "-c",
                SCRIPTS.getOrDefault(program, ""),
                program,
                directory.toString()))) {
            Map<String, List<String>> all = new LinkedHashMap<>();
            for (String line : lines) {
                shell.type(split("ipcbox " + line));
                List<String> offers = new ArrayList<>();
                for (String offer = shell.line(); !offer.equals(END); offer = shell.line()) {
                    offers.add(offer);
                }
                all.put(line, offered(line.substring(line.lastIndexOf(' ') + 1), offers));
            }
            shell.endInput();
            assertThat(shell.remainingLines()).isEmpty();
            assertThat(shell.errors()).as("errors of " + program).isEmpty();
            return all;
        }
    }
}
