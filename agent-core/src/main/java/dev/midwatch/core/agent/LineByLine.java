package dev.midwatch.core.agent;

import dev.midwatch.core.model.AnswerListener;
import dev.midwatch.core.tool.Redactor;

/**
 * Hands on what a model says while it says it, in whole lines without secrets. The last line is kept back, because what follows it may show
 * that it is the beginning of a secret; where that shows too late all the same, everything is said anew.
 */
final class LineByLine implements AnswerListener {
    private static final int UNHURRIED = 250;

    private final Redactor redactor;
    private final RunListener listener;
    private final StringBuilder heard = new StringBuilder();
    private String said = "";
    /** How far it was searched for secrets. All of it is each time, so that a long answer is searched each time it has grown by an eighth. */
    private int looked;

    LineByLine(Redactor redactor, RunListener listener) {
        this.redactor = redactor;
        this.listener = listener;
    }

    @Override
    public synchronized void says(String piece) {
        if (listener == RunListener.NOBODY) {
            return;
        }
        heard.append(heard.isEmpty() ? piece.stripLeading() : piece);
        int last = heard.lastIndexOf("\n");
        int end = last <= 0 ? -1 : heard.lastIndexOf("\n", last - 1);
        if (piece.indexOf('\n') >= 0 && end >= 0 && last - looked >= heard.length() / 8 - UNHURRIED) {
            looked = last;
            say(redactor.redact(heard.substring(0, last + 1)), true);
        }
    }

    /** The answer is whole: what is still to be said of it. */
    synchronized void ends(String text) {
        say(text, false);
    }

    @Override
    public synchronized void startsOver() {
        heard.setLength(0);
        looked = 0;
        if (!said.isEmpty()) {
            said = "";
            listener.startsOver();
        }
    }

    private void say(String text, boolean more) {
        if (!text.startsWith(said)) {
            said = "";
            listener.startsOver();
        }
        int end = more ? text.lastIndexOf('\n', text.length() - 2) + 1 : text.length();
        if (end > said.length()) {
            listener.says(text.substring(said.length(), end));
            said = text.substring(0, end);
        }
    }
}
