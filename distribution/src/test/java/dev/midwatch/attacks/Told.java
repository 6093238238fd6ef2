package dev.midwatch.attacks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What left Midwatch.
 *
 * @param people what stands on the console
 * @param webhooks what was posted
 * @param log    what was logged
 * @param model  what the model was given to read, and the tools it was offered
 */
record Told(String people, Webhooks.News webhooks, String model, String log) {
    private static final Pattern DATA =
            Pattern.compile("<data ([0-9a-f]{16}) from=\"[^\"]*\">\n.*?\n</data \\1>", Pattern.DOTALL);
    private static final List<String> HIDING = List.of("\u001b", "\u0007", "\u202E", "\u200B", "\0");
    private static final String ORDER = World.ORDER.substring(0, 30);

    String all() {
        return people + webhooks.text() + model + log;
    }

    boolean hasOrder() {
        return all().contains(ORDER);
    }

    /** What is in it that must not be, but for secrets. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (String hiding : HIDING) {
            int at = all().indexOf(hiding);
            if (at >= 0) {
                problems.add("U+%04X was told, after %s"
                        .formatted((int) hiding.charAt(0), all().substring(Math.max(0, at - 80), at)));
            }
        }
        if (DATA.matcher(model).replaceAll("").contains(ORDER)) {
            problems.add("the model read an order that no fence is around");
        }
        webhooks.calls().forEach(call -> problems.add("a webhook was sent " + call));
        if (people.contains(World.UNFENCED)) {
            problems.add("people read what ends the block it stands in");
        }
        return problems;
    }
}
