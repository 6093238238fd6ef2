package dev.midwatch.dashboard.pages;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When what an edit changes is in force, in a sentence for each part of the file it touches. */
final class TakesHold {
    /** As the running watch takes them over. */
    private static final Set<String> AT_ONCE = Set.of("checks", "actions");

    private static final Set<String> PEOPLE = Set.of("discord", "chat");
    private static final Pattern PART = Pattern.compile("^[\"']?(\\w[\\w-]*)[\"']?\\s*:.*");

    private TakesHold() {}

    static List<String> of(String name, String before, String after) {
        if (!name.equals("config.yaml")) {
            return before.equals(after)
                    ? List.of()
                    : List.of("Each conversation and each run reads it: the next one has it.");
        }
        return touched(before.lines().toList(), after.lines().toList()).stream()
                .map(TakesHold::sentence)
                .toList();
    }

    private static String sentence(String part) {
        if (AT_ONCE.contains(part)) {
            return part + ": within seconds, without a restart.";
        }
        return PEOPLE.contains(part)
                ? part + ": who may do what, within seconds; everything else after a restart."
                : part + ": after a restart of the gateway.";
    }

    private static Set<String> touched(List<String> before, List<String> after) {
        Set<String> parts = new TreeSet<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
            add(before, delta.getSource(), parts);
            add(after, delta.getTarget(), parts);
        }
        return parts;
    }

    private static void add(List<String> lines, Chunk<String> changed, Set<String> into) {
        for (int at = changed.getPosition(); at < changed.getPosition() + changed.size(); at++) {
            String line = lines.get(at).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(lines, at, into);
            }
        }
    }

    /** The name at the left edge that the line is or stands under. */
    private static void add(List<String> lines, int at, Set<String> into) {
        for (int up = at; up >= 0; up--) {
            Matcher part = PART.matcher(lines.get(up));
            if (part.matches()) {
                into.add(part.group(1));
                return;
            }
        }
    }
}
