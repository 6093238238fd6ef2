package dev.midwatch.core.agent;

import dev.midwatch.core.model.AnswerListener;
import dev.midwatch.core.model.ModelClient.Answer;
import dev.midwatch.core.model.Tokens;

/** Pays for an answer, and for those that came to nothing while it was asked for; hands on what is said. Used for one request. */
final class Bill implements AnswerListener {
    private final AnswerListener listener;
    private final Budget budget;
    private final String job;
    private final String run;
    private final long estimate;
    private Tally total = new Tally(0, 0);

    /** @param estimate of the tokens that are sent each time */
    Bill(AnswerListener listener, Budget budget, String job, String run, long estimate) {
        this.listener = listener;
        this.budget = budget;
        this.job = job;
        this.run = run;
        this.estimate = estimate;
    }

    /** What that answer alone has cost. */
    Tally pay(Answer answer) {
        return pay(answer.model(), Tally.of(answer, estimate));
    }

    /** All that was paid. */
    Tally total() {
        return total;
    }

    @Override
    public void says(String piece) {
        listener.says(piece);
    }

    @Override
    public void startsOver() {
        listener.startsOver();
    }

    @Override
    public void wasted(String model, long characters) {
        pay(model, new Tally(estimate, Tokens.of(characters)));
    }

    private Tally pay(String model, Tally tally) {
        budget.spend(job, run, model, tally.sent(), tally.received());
        total = total.plus(tally);
        return tally;
    }
}
