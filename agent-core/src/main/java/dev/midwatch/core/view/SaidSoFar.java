package dev.midwatch.core.view;

/**
 * What a model has said of its answer so far, so that at its end nothing is said twice and nothing is left out: a server that does not stream
 * says everything at the end.
 */
public final class SaidSoFar {
    private final StringBuilder text = new StringBuilder();

    public void says(String lines) {
        text.append(lines);
    }

    /** What was said before a tool is no part of the answer; what came to nothing is none either. */
    public void beginsAgain() {
        text.setLength(0);
    }

    public boolean isEmpty() {
        return text.toString().isBlank();
    }

    /** What is still to be said of an answer: all of it, if something else was said before. */
    public String missing(String answer) {
        String said = text.toString().strip();
        return answer.strip().startsWith(said) ? answer.strip().substring(said.length()) : "\n\n" + answer;
    }
}
