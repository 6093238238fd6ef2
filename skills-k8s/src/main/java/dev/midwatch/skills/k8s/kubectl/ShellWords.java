package dev.midwatch.skills.k8s.kubectl;

import java.util.ArrayList;
import java.util.List;

/** Splits a command as a shell would, and refuses what only a shell could do. */
final class ShellWords {
    private static final String NO_SHELL = "there is no shell behind this tool, so no %s. ";

    private final String command;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String command) {
        this.command = command.strip();
    }

    static List<String> split(String command) throws UsageException {
        return new ShellWords(command).split();
    }

    private List<String> split() throws UsageException {
        while (at < command.length()) {
            char c = command.charAt(at++);
            switch (c) {
                case '\'' -> single();
                case '"' -> doubled();
                case '\\' -> escaped();
                case ' ', '\t' -> endWord();
                default -> {
                    refuseShell(c);
                    append(c);
                }
            }
        }
        endWord();
        return words;
    }

    private void single() throws UsageException {
        int end = command.indexOf('\'', at);
        if (end < 0) {
            throw new UsageException("the quote ' is never closed");
        }
        inWord = true;
        word.append(command, at, end);
        at = end + 1;
    }

    private void doubled() throws UsageException {
        inWord = true;
        while (at < command.length()) {
            char c = command.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c == '`' || c == '$' && next('(')) {
                throw new UsageException(
                        NO_SHELL.formatted("command substitution") + "Ask first, then use the answer.");
            }
            if (c == '\\' && at < command.length() && "\"\\$`".indexOf(command.charAt(at)) >= 0) {
                c = command.charAt(at++);
            }
            word.append(c);
        }
        throw new UsageException("the quote \" is never closed");
    }

    private void escaped() {
        if (at < command.length()) {
            char c = command.charAt(at++);
            if (c != '\n') {
                append(c);
            }
        }
    }

    private void refuseShell(char c) throws UsageException {
        switch (c) {
            case '|' ->
                throw new UsageException(NO_SHELL.formatted("pipes")
                        + "Instead of grep or awk use a name, -l, --field-selector or -o jsonpath=...; instead of head nothing, "
                        + "the answer is capped; instead of tail --tail; instead of sort --sort-by.");
            case '>', '<' ->
                throw new UsageException(
                        NO_SHELL.formatted("redirections") + "Leave it out; errors come with the answer.");
            case ';', '&', '\n' ->
                throw new UsageException(NO_SHELL.formatted("chains of commands") + "Make one call for each command.");
            case '`' ->
                throw new UsageException(
                        NO_SHELL.formatted("command substitution") + "Ask first, then use the answer.");
            case '$' -> {
                if (next('(') || at < command.length() && Character.isLetter(command.charAt(at))) {
                    throw new UsageException(
                            NO_SHELL.formatted("variables or substitution") + "Write the value itself.");
                }
            }
            default -> {}
        }
    }

    private boolean next(char c) {
        return at < command.length() && command.charAt(at) == c;
    }

    private void append(char c) {
        inWord = true;
        word.append(c);
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
