package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How the thing that a card tells of stands now. What was told stays as it was told; this is put on top of it.
 *
 * @param fields what is to be said of it besides; empty: nothing new
 * @param over   whether that is the end of its story, so that nobody needs to look again
 */
public record Standing(Tone tone, List<Field> fields, boolean over) {
    /** Only a card that asks has it. */
    public static final String EXPIRES = "Expires";

    private static final String STATE = "State";

    public Standing {
        Objects.requireNonNull(tone, "tone");
        fields = List.copyOf(fields);
    }

    /** Nothing has changed since it was told. */
    static Standing asTold(Tone tone) {
        boolean over = tone == Tone.GOOD || tone == Tone.BAD || tone == Tone.VOID;
        return new Standing(tone, List.of(), over);
    }

    /** The story goes on. */
    public static Standing open(Tone tone, String state, Field... more) {
        return new Standing(tone, fields(state, more), false);
    }

    /** The story has ended so. */
    public static Standing over(Tone tone, String state, Field... more) {
        return new Standing(tone, fields(state, more), true);
    }

    private static List<Field> fields(String state, Field... more) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(STATE, state, Card.Shape.TEXT));
        fields.addAll(List.of(more));
        return fields;
    }

    /** What people are shown: a question that was answered asks no more. */
    public Card on(Card asTold) {
        boolean answered = asTold.tone() == Tone.ASKING && tone != Tone.ASKING;
        List<Field> all = new ArrayList<>(fields.stream().limit(1).toList());
        asTold.fields().stream()
                .filter(field -> !answered || !field.label().equals(EXPIRES))
                .forEach(all::add);
        fields.stream().skip(1).forEach(all::add);
        return new Card(asTold.about(), tone, title(asTold, answered), all);
    }

    private String title(Card asTold, boolean answered) {
        if (answered && asTold.title().endsWith("?")) {
            return asTold.title().substring(0, asTold.title().length() - 1);
        }
        boolean healed = tone == Tone.GOOD && asTold.tone() != Tone.GOOD;
        return healed ? "Resolved: " + asTold.title() : asTold.title();
    }

    /** In a few words; empty if nothing is new. */
    public String inWords() {
        return fields.isEmpty() ? "" : fields.get(0).value();
    }
}
