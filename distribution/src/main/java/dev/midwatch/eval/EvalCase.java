package dev.midwatch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A cluster, what is asked about it, and what the answer has to say.
 *
 * @param name   area/words-with-dashes
 * @param story  one line for people
 * @param config of Midwatch, besides the model
 * @param ask    the questions, one after the other in one session; none: the watch goes its rounds
 * @param look   what kubectl is asked where there is no model to think of it
 * @param facts  what is to be said
 * @param never  what is wrong and must not be said
 */
public record EvalCase(
        String name,
        String story,
        World world,
        JsonNode config,
        List<String> ask,
        List<String> look,
        List<Statement> facts,
        List<Statement> never,
        Effect effect) {
    public EvalCase {
        ask = List.copyOf(ask);
        look = List.copyOf(look);
        facts = List.copyOf(facts);
        never = List.copyOf(never);
    }

    /** How many points there are to be had. */
    public int points() {
        return facts.size()
                + effect.runs().size()
                + effect.proposals().map(List::size).orElse(0)
                + (effect.silent() ? 1 : 0);
    }
}
