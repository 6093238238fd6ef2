package dev.midwatch.core.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What may be done to the cluster.
 *
 * @param mode                what may happen without a person
 * @param protectedNamespaces where nothing is ever changed
 * @param verifyWithin        how long the condition that led to an action may take to clear
 * @param proposalTtl         how long a proposal may be approved
 * @param rules               the first that fits an action decides
 * @param exec                commands in containers
 */
public record ActionsConfig(
        Mode mode,
        List<String> protectedNamespaces,
        Rate rate,
        Duration verifyWithin,
        Duration proposalTtl,
        List<Rule> rules,
        Exec exec) {
    /** What may happen without a person. */
    public enum Mode {
        /** No action, not even a proposal. */
        OFF,
        /** Every action is asked for. */
        PROPOSE,
        /** Safe actions run at once, the others are asked for. */
        AUTO_SAFE
    }

    /** What a rule says. */
    public enum Verdict {
        RUN,
        ASK,
        REFUSE
    }

    /** So many actions within an hour, at most: of one kind on one object, and in the whole cluster. */
    public record Rate(int perObject, int perHour) {
        public Rate {
            InvalidValue.requireAtLeast("per_object", perObject, 1);
            InvalidValue.requireAtLeast("per_hour", perHour, 1);
        }
    }

    /**
     * @param action    its name, or {@code *}
     * @param namespace its name, {@code *} standing for any part of it
     * @param labels    that the object has
     */
    public record Rule(String action, String namespace, Map<String, String> labels, Verdict verdict) {
        static Rule defaults() {
            return new Rule("*", "*", Map.of(), Verdict.ASK);
        }

        public Rule {
            InvalidValue.requirePresent("action", action, "for example rollout_restart, or \"*\"");
            InvalidValue.requirePresent("namespace", namespace, "for example shop, or \"*\"");
            labels = Map.copyOf(labels);
            Objects.requireNonNull(verdict, "verdict");
        }

        /** Whether the rule speaks of this action on some object. */
        public boolean speaksOf(String ofAction) {
            return Patterns.fits(action, ofAction);
        }

        /** Whether it makes no difference between objects. */
        public boolean everywhere() {
            return namespace.equals("*") && labels.isEmpty();
        }

        /** Whether the rule speaks of this action on such an object. */
        public boolean fits(String ofAction, String inNamespace, Map<String, String> withLabels) {
            return Patterns.fits(action, ofAction)
                    && Patterns.fits(namespace, inNamespace)
                    && withLabels.entrySet().containsAll(labels.entrySet());
        }
    }

    /**
     * @param enabled  off by default
     * @param commands the shapes of commands that may be asked for, for example {@code df -h *}: word by word, an asterisk standing for
     *                 any part of a word without slashes
     */
    public record Exec(boolean enabled, List<String> commands) {
        public Exec {
            commands = List.copyOf(commands);
            commands.forEach(command -> InvalidValue.requirePresent("commands", command, "for example \"df -h\""));
        }
    }

    public static ActionsConfig defaults() {
        return new ActionsConfig(
                Mode.PROPOSE,
                List.of("kube-system"),
                new Rate(2, 20),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                List.of(),
                new Exec(false, List.of()));
    }

    public ActionsConfig {
        Objects.requireNonNull(mode, "mode");
        protectedNamespaces = List.copyOf(protectedNamespaces);
        Objects.requireNonNull(rate, "rate");
        InvalidValue.requirePositive("verify_within", verifyWithin);
        InvalidValue.requirePositive("proposal_ttl", proposalTtl);
        rules = List.copyOf(rules);
        Objects.requireNonNull(exec, "exec");
    }
}
