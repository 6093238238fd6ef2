package dev.midwatch.eval;

import java.util.List;

/**
 * The points of a trial.
 *
 * @param points how many there were to be had
 * @param met    how many were met
 * @param missed what the others were for
 * @param wrong  what must not have been said or done; with any of it there are no points
 */
public record Score(int points, int met, List<String> missed, List<String> wrong) {
    public Score {
        missed = List.copyOf(missed);
        wrong = List.copyOf(wrong);
    }

    public int got() {
        return wrong.isEmpty() ? met : 0;
    }

    public boolean full() {
        return got() == points;
    }
}
