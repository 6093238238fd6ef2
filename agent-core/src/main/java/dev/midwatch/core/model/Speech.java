package dev.midwatch.core.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a listener hears of one attempt: the words alone, without the reasoning before them and without tool calls that are written
 * as text. Silent once the attempt is over, for a late thread may still be reading.
 */
final class Speech {
    private static final String UNOPENED = "</think>";
    private static final List<String> CALLS = List.of("<tool_call", "```tool", "[TOOL_CALLS]");

    private enum Phase {
        OPENING,
        THINKING,
        SAYING,
        CALLING
    }

    private final AnswerListener listener;
    private final boolean tools;
    private final StringBuilder held = new StringBuilder();
    private Phase phase = Phase.OPENING;
    private boolean said;
    private boolean over;
    private boolean begun;
    private long characters;

    /** @param tools whether any were offered */
    Speech(AnswerListener listener, boolean tools) {
        this.listener = listener;
        this.tools = tools;
    }

    /** An answer has begun to come. */
    synchronized void begin() {
        begun = true;
    }

    /** So much of it has come in all, whether it is said aloud or not. */
    synchronized void received(long all) {
        characters = all;
    }

    synchronized void hear(String piece) {
        if (over) {
            return;
        }
        held.append(piece);
        Phase before;
        do {
            before = phase;
            step();
        } while (phase != before);
    }

    private void step() {
        switch (phase) {
            case OPENING -> open();
            case THINKING -> think();
            case SAYING -> say();
            case CALLING -> held.setLength(0);
        }
    }

    private void open() {
        held.delete(0, held.length() - held.toString().stripLeading().length());
        String start = held.toString().toLowerCase(Locale.ROOT);
        if (start.startsWith("<think>") || start.startsWith("<thinking>")) {
            phase = Phase.THINKING;
        } else if (tools && start.startsWith("{")) {
            phase = Phase.CALLING;
        } else if (!start.isEmpty() && !"<thinking>".startsWith(start) && !"<think>".startsWith(start)) {
            phase = Phase.SAYING;
        }
    }

    private void think() {
        int end = held.toString().toLowerCase(Locale.ROOT).indexOf("</think");
        int closed = end < 0 ? -1 : held.indexOf(">", end);
        if (closed >= 0) {
            held.delete(0, closed + 1);
            phase = Phase.OPENING;
        } else if (end < 0) {
            held.delete(0, Math.max(0, held.length() - UNOPENED.length()));
        }
    }

    private void say() {
        int unopened = held.indexOf(UNOPENED);
        if (unopened >= 0) {
            // The opening tag was in the model's template: all of this was reasoning.
            held.delete(0, unopened + UNOPENED.length());
            takeBack();
            phase = Phase.OPENING;
            return;
        }
        Optional<Integer> call =
                CALLS.stream().map(held::indexOf).filter(at -> tools && at >= 0).min(Integer::compare);
        call.ifPresentOrElse(
                at -> {
                    tell(at);
                    phase = Phase.CALLING;
                },
                () -> tell(held.length() - unsure()));
    }

    /** How much of the end could be the beginning of a mark. */
    private int unsure() {
        int longest = 0;
        for (String mark : tools ? List.of(UNOPENED, CALLS.get(0), CALLS.get(1), CALLS.get(2)) : List.of(UNOPENED)) {
            for (int length = Math.min(mark.length() - 1, held.length()); length > longest; length--) {
                if (mark.startsWith(held.substring(held.length() - length))) {
                    longest = length;
                }
            }
        }
        return longest;
    }

    private void tell(int length) {
        if (length > 0) {
            listener.says(held.substring(0, length));
            held.delete(0, length);
            said = true;
        }
    }

    private void takeBack() {
        if (said) {
            said = false;
            listener.startsOver();
        }
    }

    /** The answer is whole. */
    synchronized void end() {
        if (!over && (phase == Phase.SAYING || phase == Phase.OPENING)) {
            tell(held.length());
        }
        over = true;
    }

    /** Nobody wants to hear any more. */
    synchronized void close() {
        over = true;
    }

    /** The answer of that model came to nothing. */
    synchronized void fail(String model) {
        if (!over) {
            over = true;
            takeBack();
            if (begun) {
                listener.wasted(model, characters);
            }
        }
    }
}
