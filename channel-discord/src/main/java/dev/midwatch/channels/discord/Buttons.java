package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.OutboundMessage.Choice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;

/** Choices as buttons: a row for each thing that is to be decided, while there are rows enough. */
final class Buttons {
    private static final int MOST_ROWS = 5;
    private static final int MOST_IN_ROW = 5;

    private Buttons() {}

    static List<ActionRow> rows(List<Choice> choices) {
        Map<String, Choice> byValue = new LinkedHashMap<>();
        choices.stream()
                .filter(choice -> !choice.value().isBlank() && choice.value().length() <= Button.ID_MAX_LENGTH)
                .forEach(choice -> byValue.putIfAbsent(choice.value(), choice));
        List<Choice> all = List.copyOf(byValue.values());
        List<List<Choice>> byThing = byThing(all);
        boolean fits = byThing.size() <= MOST_ROWS && byThing.stream().allMatch(row -> row.size() <= MOST_IN_ROW);
        return (fits ? byThing : chunks(all))
                .stream()
                        .limit(MOST_ROWS)
                        .map(row ->
                                ActionRow.of(row.stream().map(Buttons::button).toList()))
                        .toList();
    }

    /** What stands behind the colon of a value is the thing. */
    private static List<List<Choice>> byThing(List<Choice> all) {
        Map<String, List<Choice>> rows = new LinkedHashMap<>();
        all.forEach(
                choice -> rows.computeIfAbsent(choice.value().replaceFirst("^[^:]*:", ""), thing -> new ArrayList<>())
                        .add(choice));
        return List.copyOf(rows.values());
    }

    private static List<List<Choice>> chunks(List<Choice> all) {
        List<List<Choice>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST_IN_ROW) {
            chunks.add(all.subList(from, Math.min(all.size(), from + MOST_IN_ROW)));
        }
        return chunks;
    }

    private static Button button(Choice choice) {
        String label = choice.label().isBlank() ? choice.value() : choice.label();
        String shown = label.length() <= Button.LABEL_MAX_LENGTH
                ? label
                : label.substring(0, SafeMarkdown.cut(label, Button.LABEL_MAX_LENGTH - 1)) + "…";
        return choice.approves() ? Button.success(choice.value(), shown) : Button.secondary(choice.value(), shown);
    }
}
