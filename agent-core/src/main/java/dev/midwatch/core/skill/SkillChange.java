package dev.midwatch.core.skill;

import java.util.Locale;

/**
 * Something the model wants done to a skill.
 *
 * @param skill as it is to be; for a removal its name, and who wants that
 */
public record SkillChange(What what, SkillText skill) {
    /** What is to be done. */
    public enum What {
        CREATE,
        REPLACE,
        REMOVE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public String name() {
        return skill.name();
    }
}
