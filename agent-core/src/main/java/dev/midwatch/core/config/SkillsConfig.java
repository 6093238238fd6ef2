package dev.midwatch.core.config;

/** Skills the model writes down. */
public record SkillsConfig(boolean writeApproval) {
    static SkillsConfig defaults() {
        return new SkillsConfig(false);
    }
}
