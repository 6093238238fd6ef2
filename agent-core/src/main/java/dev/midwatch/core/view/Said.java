package dev.midwatch.core.view;

import java.util.List;
import java.util.Optional;

/**
 * What somebody says to the model.
 *
 * @param session one of the actor's own to go on with; empty: a fresh one
 * @param earlier what was said before, for a fresh session of somebody who keeps the conversation themselves
 * @param actor   whose rights the tools have
 * @param about   the beginning of the fingerprint of a finding that the model is shown with it
 * @param model   asked instead of the configured one, at the same server
 */
public record Said(
        Optional<String> session,
        List<TurnRow> earlier,
        String text,
        Actor actor,
        Optional<String> about,
        Optional<String> model) {
    /** Of the text, and of each earlier turn. */
    public static final int MOST_CHARACTERS = 20_000;
    /** Earlier turns. */
    public static final int MOST_EARLIER = 200;

    public Said {
        earlier = List.copyOf(earlier);
    }

    public Said(Optional<String> session, List<TurnRow> earlier, String text, Actor actor) {
        this(session, earlier, text, actor, Optional.empty(), Optional.empty());
    }

    public static Said of(Optional<String> session, String text, Actor actor) {
        return new Said(session, List.of(), text, actor);
    }

    public Said about(Optional<String> finding) {
        return new Said(session, earlier, text, actor, finding, model);
    }

    public Said by(Optional<String> otherModel) {
        return new Said(session, earlier, text, actor, about, otherModel);
    }
}
