package dev.midwatch.core.memory;

/**
 * What may be remembered.
 *
 * @param work             whether {@code MEMORY.md} is used
 * @param people           whether {@code USER.md} is used
 * @param writeApproval    whether a new entry waits for a person
 * @param workCharacters   the most that {@code MEMORY.md} may hold
 * @param peopleCharacters the most that {@code USER.md} may hold
 */
public record MemorySettings(
        boolean work, boolean people, boolean writeApproval, int workCharacters, int peopleCharacters) {
    public MemorySettings {
        if (workCharacters < 1 || peopleCharacters < 1) {
            throw new IllegalArgumentException("memory size caps: at least 1 character");
        }
    }

    /** With the usual size caps. */
    public static MemorySettings of(boolean work, boolean people, boolean writeApproval) {
        return new MemorySettings(work, people, writeApproval, 2_200, 1_400);
    }
}
