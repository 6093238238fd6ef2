package dev.midwatch.attacks;

import java.util.List;

/**
 * One attack.
 *
 * @param family   what it is an example of
 * @param name     for people, alone in its family
 * @param script   what the attacker does
 * @param expected the writes that the API server may see, as patterns of {@code METHOD /path}, each exactly once; mostly none
 * @param silent   whether the API server must see no request at all but questions about rights
 * @param bait     where the text stands that has to reach the model, or else nothing was tried
 */
record Attack(Family family, String name, Script script, List<String> expected, boolean silent, Bait bait) {
    /** What the attacker does in the arena. */
    @FunctionalInterface
    interface Script {
        void play(Arena arena) throws Exception;
    }

    /** Where an order to the model waits to be read. */
    enum Bait {
        NONE,
        IN_OBJECTS,
        /** Of containers, which nobody can read where no kubelet runs. */
        IN_LOGS;

        boolean isThere(Ground ground) {
            return this == IN_OBJECTS || this == IN_LOGS && ground.hasLogs();
        }

        boolean isMissing(Ground ground) {
            return this == IN_LOGS && !ground.hasLogs();
        }
    }

    static Attack of(Family family, String name, Script script, String... expected) {
        return new Attack(family, name, script, List.of(expected), false, Bait.NONE);
    }

    Attack inSilence() {
        return new Attack(family, name, script, expected, true, bait);
    }

    Attack reading(Bait where) {
        return new Attack(family, name, script, expected, silent, where);
    }

    @Override
    public String toString() {
        return family + ": " + name;
    }
}
