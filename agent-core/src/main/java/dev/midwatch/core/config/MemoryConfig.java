package dev.midwatch.core.config;

/**
 * What the model may remember.
 *
 * @param writeApproval whether an entry the model writes waits for a person
 */
public record MemoryConfig(boolean memoryEnabled, boolean userProfileEnabled, boolean writeApproval) {
    static MemoryConfig defaults() {
        return new MemoryConfig(true, true, true);
    }
}
