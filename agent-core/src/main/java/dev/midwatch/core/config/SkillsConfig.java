package dev.midwatch.core.config;

/** Skills the model writes down. */
public record SkillsConfig(
        @Description("Whether a skill the model writes waits for a person.")
        boolean writeApproval) {
    static SkillsConfig defaults() {
        return new SkillsConfig(false);
    }
}
