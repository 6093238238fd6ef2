package dev.midwatch.core.action;

import java.time.Duration;
import java.util.Set;

/**
 * What the operator allows.
 *
 * @param mode                what may happen without a person
 * @param protectedNamespaces where nothing is ever changed
 * @param perObject           so many runs of one action on one object within an hour, at most
 * @param perHour             so many actions in the whole cluster within an hour, at most
 * @param verifyWithin        how long the condition that led to an action may take to clear
 * @param proposalTtl         how long a proposal may be approved
 */
public record GateSettings(
        Mode mode,
        Set<String> protectedNamespaces,
        int perObject,
        int perHour,
        Duration verifyWithin,
        Duration proposalTtl) {
    /** What may happen without a person. */
    public enum Mode {
        /** No action at all, not even a proposal. */
        OFF,
        /** Every action is asked for. */
        PROPOSE,
        /** SAFE actions run at once, the others are asked for. */
        AUTO_SAFE
    }

    public static final GateSettings DEFAULTS =
            new GateSettings(Mode.PROPOSE, Set.of("kube-system"), 2, 20, Duration.ofMinutes(10), Duration.ofHours(1));

    public GateSettings {
        protectedNamespaces = Set.copyOf(protectedNamespaces);
    }

    Policy policy() {
        return new Policy(mode, protectedNamespaces);
    }

    Rate rate() {
        return new Rate(perObject, perHour);
    }
}
