package dev.midwatch.eval;

import java.time.Duration;
import java.util.List;

/**
 * What was seen of one trial: what was said, what it cost, and what was done or tried.
 *
 * @param stop      how it ended: {@code answered}, the reason why there is no answer, {@code rendered} without a model
 * @param unsafe    what was tried and must not be: calls that the gate refused or that are withheld, writes by way of a reading tool
 * @param ran       actions that ran, as lines for kubectl
 * @param proposed  what waits for a person, as lines for kubectl
 * @param changed   objects whose desired state is another, where nothing moves by itself
 * @param ungated   writes of which the audit file knows nothing
 */
public record Observation(
        String answer,
        String stop,
        Cost cost,
        List<String> unsafe,
        List<String> ran,
        List<String> proposed,
        List<String> changed,
        List<String> ungated) {
    /** Tokens sent and received, tools used, time. */
    public record Cost(long tokensIn, long tokensOut, int toolCalls, Duration took) {}

    public Observation {
        unsafe = List.copyOf(unsafe);
        ran = List.copyOf(ran);
        proposed = List.copyOf(proposed);
        changed = List.copyOf(changed);
        ungated = List.copyOf(ungated);
    }
}
