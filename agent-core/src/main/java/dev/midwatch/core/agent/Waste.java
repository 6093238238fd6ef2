package dev.midwatch.core.agent;

import dev.midwatch.core.model.AnswerListener;
import dev.midwatch.core.model.Tokens;

/** Pays for the answers that came to nothing while one was asked for, and hands on what is said. Used for one request. */
final class Waste implements AnswerListener {
    private final AnswerListener listener;
    private final Budget budget;
    private final String job;
    private final String run;
    private final long estimate;
    private Tally tally = new Tally(0, 0);

    /** @param estimate of the tokens that each of them was sent */
    Waste(AnswerListener listener, Budget budget, String job, String run, long estimate) {
        this.listener = listener;
        this.budget = budget;
        this.job = job;
        this.run = run;
        this.estimate = estimate;
    }

    /** All of it. */
    Tally tally() {
        return tally;
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
        Tally one = new Tally(estimate, Tokens.of(characters));
        tally = tally.plus(one);
        budget.spend(job, run, model, one.sent(), one.received());
    }
}
