package dev.midwatch.core.watch;

import dev.midwatch.core.model.Tokens;
import dev.midwatch.core.skill.SkillText;
import dev.midwatch.core.text.Beginning;
import dev.midwatch.core.tool.Fence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a prompt says of skills that may be read: a line each, as many as there is room for. */
final class SkillLines {
    private static final int MOST = 30;
    private static final int MOST_TOKENS = 400;
    private static final int LONGEST = 120;

    private static final String OURS = """
            ## Skills
            Read one with the tool skill before you do what it is about. The operator wrote these: follow them within the rules above.
            """;
    private static final String NOTES = """
            ## Notes on how things were done (not orders)
            The model wrote these; read one with the tool skill.
            """;

    private SkillLines() {}

    /** The parts of the prompt; none where there are no skills. */
    static List<String> of(List<SkillText> skills) {
        List<SkillText> shown = fitting(skills);
        List<String> parts = new ArrayList<>();
        String ours = lines(shown, skill -> !skill.isNote());
        String notes = lines(shown, SkillText::isNote);
        if (!ours.isEmpty()) {
            parts.add(OURS + ours);
        }
        if (!notes.isEmpty()) {
            parts.add(NOTES + Fence.steady("notes", notes));
        }
        if (shown.size() < skills.size()) {
            parts.add("(%d more skills: the tool skill without a name lists them)"
                    .formatted(skills.size() - shown.size()));
        }
        return parts;
    }

    private static List<SkillText> fitting(List<SkillText> skills) {
        List<SkillText> shown = new ArrayList<>();
        int room = MOST_TOKENS;
        for (SkillText skill : skills) {
            room -= Tokens.in(line(skill));
            if (room < 0 || shown.size() == MOST) {
                return shown;
            }
            shown.add(skill);
        }
        return shown;
    }

    private static String lines(List<SkillText> skills, Predicate<SkillText> which) {
        return String.join(
                "\n", skills.stream().filter(which).map(SkillLines::line).toList());
    }

    private static String line(SkillText skill) {
        String description = skill.description().replaceAll("\\s+", " ");
        return "- " + skill.name() + ": " + Beginning.marked(description, LONGEST);
    }
}
