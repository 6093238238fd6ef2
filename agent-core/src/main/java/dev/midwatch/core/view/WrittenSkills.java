package dev.midwatch.core.view;

import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.config.Problem;
import dev.midwatch.core.skill.SkillChange;
import dev.midwatch.core.skill.SkillText;
import dev.midwatch.core.skill.Skills;
import dev.midwatch.core.tool.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The skills there are, and what the model wants done to them. */
public final class WrittenSkills {
    private final Skills skills;
    private final Audit audit;

    public WrittenSkills(Skills skills, Audit audit) {
        this.skills = skills;
        this.audit = audit;
    }

    /** What waits for a person first, then those of folders, then those of plugins. */
    public List<SkillRow> list() {
        List<SkillRow> rows = new ArrayList<>();
        skills.pending()
                .forEach(change ->
                        rows.add(row(change.skill(), true, change.what().toString(), "operator")));
        skills.inFolders().forEach(skill -> rows.add(row(skill, false, "", "operator")));
        skills.ofPlugins().forEach(skill -> rows.add(row(skill, false, "", "plugin")));
        return List.copyOf(rows);
    }

    /** The folders that cannot be used, and why. */
    public List<Problem> problems() {
        return skills.problems();
    }

    /** Its text: as it waits, if it does and that is asked for, or as it is in force. */
    public String body(String name, boolean waiting) {
        Optional<String> body = waiting
                ? pending(name).map(change -> change.skill().body())
                : skills.find(name).map(SkillText::body);
        return body.orElseThrow(() -> Refusal.notFound(
                waiting ? "nothing of the name " + name + " waits" : "there is no skill " + name + " to be read"));
    }

    /** Does what waits. */
    public void accept(String name, Actor by) {
        by.require(Level.OPERATOR);
        SkillChange accepted = Findings.refusing(() -> skills.accept(name)).orElseThrow(() -> notWaiting(name));
        audit.record("skill accepted", facts(accepted, by));
    }

    /** Drops what waits. */
    public void reject(String name, Actor by) {
        by.require(Level.OPERATOR);
        SkillChange change = waiting(name);
        audit.record("skill rejected", facts(change, by));
        skills.reject(name);
    }

    /** Takes away one that stands in a folder. */
    public void remove(String name, Actor by) {
        by.require(Level.OPERATOR);
        if (!skills.isInFolder(name)) {
            throw Refusal.notFound("there is no folder of the name " + name + " in skills/");
        }
        audit.record("skill removed", Map.of("by", by.who(), "skill", name));
        Findings.refusing(() -> skills.remove(name));
    }

    private Optional<SkillChange> pending(String name) {
        return skills.pending().stream()
                .filter(change -> change.name().equals(name))
                .findFirst();
    }

    private SkillChange waiting(String name) {
        return pending(name).orElseThrow(() -> notWaiting(name));
    }

    private static Refusal notWaiting(String name) {
        return Refusal.notFound("nothing of the name " + name + " waits");
    }

    private static Map<String, Object> facts(SkillChange change, Actor by) {
        return Map.of(
                "by", by.who(),
                "skill", change.name(),
                "change", change.what().toString(),
                "from", change.skill().author().orElse(""),
                "text", change.skill().body());
    }

    private static SkillRow row(SkillText skill, boolean waiting, String change, String from) {
        return new SkillRow(
                skill.name(),
                skill.description(),
                skill.author().orElse(from),
                skill.written().map(Object::toString).orElse(""),
                waiting,
                change);
    }
}
