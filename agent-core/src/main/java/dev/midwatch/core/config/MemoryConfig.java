package dev.midwatch.core.config;

/** What the model may remember. */
public record MemoryConfig(
        @Description("Whether it keeps MEMORY.md.") boolean memoryEnabled,
        @Description("Whether it keeps USER.md.") boolean userProfileEnabled,

        @Description("Whether an entry the model writes waits for a person.")
        boolean writeApproval) {
    static MemoryConfig defaults() {
        return new MemoryConfig(true, true, true);
    }
}
