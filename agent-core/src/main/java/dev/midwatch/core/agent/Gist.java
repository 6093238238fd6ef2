package dev.midwatch.core.agent;

import dev.midwatch.api.store.Turn;
import dev.midwatch.core.model.Tokens;
import dev.midwatch.core.text.Beginning;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Sums a conversation up by rule: what was asked, and how each answer began. The newest stays where not all has room. */
final class Gist {
    private static final int LONGEST = 220;

    private Gist() {}

    /** @param before an earlier summary, shortened like a turn */
    static String of(String before, List<Turn> turns, int tokens) {
        Deque<String> lines = new ArrayDeque<>();
        int left = tokens;
        for (int index = turns.size() - 1; index >= 0; index--) {
            Turn turn = turns.get(index);
            String line =
                    (turn.role() == Turn.Role.USER ? "- asked: " : "- answered: ") + firstWords(turn.text(), LONGEST);
            left -= Tokens.in(line) + 1;
            if (left < 0) {
                break;
            }
            lines.addFirst(line);
        }
        String kept = String.join("\n", lines);
        if (before.isEmpty() || left < 20) {
            return kept;
        }
        return firstWords(before, left * 3) + "\n" + kept;
    }

    private static String firstWords(String text, int characters) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= characters) {
            return line;
        }
        int space = line.lastIndexOf(' ', characters);
        int end = space > characters / 2 ? space : characters;
        return Beginning.of(line, end) + "…";
    }
}
