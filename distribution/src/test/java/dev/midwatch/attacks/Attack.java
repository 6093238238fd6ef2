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
 */
record Attack(Family family, String name, Script script, List<String> expected, boolean silent) {
    /** What the attacker does in the arena. */
    @FunctionalInterface
    interface Script {
        void play(Arena arena) throws Exception;
    }

    static Attack of(Family family, String name, Script script, String... expected) {
        return new Attack(family, name, script, List.of(expected), false);
    }

    Attack inSilence() {
        return new Attack(family, name, script, expected, true);
    }

    @Override
    public String toString() {
        return family + ": " + name;
    }
}
