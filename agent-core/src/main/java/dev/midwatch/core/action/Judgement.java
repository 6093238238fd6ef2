package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one of the gate's questions, or all of them so far, make of an action.
 *
 * @param why in case of a refusal; otherwise empty
 */
record Judgement(Answer answer, String why) {
    /** From the mildest to the strictest. */
    enum Answer {
        /** Nothing against it. */
        RUN,
        /** A person has to decide. */
        ASK,
        /** It must not happen. */
        REFUSE
    }

    static Judgement run() {
        return new Judgement(Answer.RUN, "");
    }

    static Judgement ask() {
        return new Judgement(Answer.ASK, "");
    }

    static Judgement refuse(String why) {
        return new Judgement(Answer.REFUSE, why);
    }

    /** Of an action and of its undo, about which nobody is asked when it runs. */
    static Judgement ofBoth(Action action, Function<Action, Judgement> question) {
        return question.apply(action)
                .then(() -> action.intent()
                        .undo()
                        .map(undo -> question.apply(undo).about("its undo"))
                        .orElseGet(Judgement::run));
    }

    private Judgement about(String what) {
        return refuses() ? refuse(what + ": " + why) : this;
    }

    boolean refuses() {
        return answer == Answer.REFUSE;
    }

    /** The stricter of this and the next; after a refusal nothing more is asked. */
    Judgement then(Supplier<Judgement> next) {
        if (refuses()) {
            return this;
        }
        Judgement other = next.get();
        return other.answer().compareTo(answer) > 0 ? other : this;
    }
}
