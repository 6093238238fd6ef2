package dev.midwatch.core.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What may be done to the cluster. */
public record ActionsConfig(
        @Description(
                "What may happen without a person: nothing, not even a proposal (off); every action is asked for (propose); safe actions run at once, the others are asked for (auto_safe).")
        Mode mode,

        @Description("Where nothing is ever changed.") List<String> protectedNamespaces,
        @Description("Actions within an hour, at most.") Rate rate,

        @Description("How long the condition that led to an action may take to clear.")
        Duration verifyWithin,

        @Description("How long a proposal may be approved.") Duration proposalTtl,

        @Description("The first that fits an action decides.")
        List<Rule> rules,

        @Description("Commands in containers.") Exec exec) {
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
    public record Rate(
            @Description("Of one kind on one object.") int perObject,
            @Description("In the whole cluster.") int perHour) {
        public Rate {
            InvalidValue.requireAtLeast("per_object", perObject, 1);
            InvalidValue.requireAtLeast("per_hour", perHour, 1);
        }
    }

    public record Rule(
            @Description("Its name, or *.") String action,

            @Description("Its name, * standing for any part of it.")
            String namespace,

            @Description("That the object has.") Map<String, String> labels,

            @Description("What happens to an action that fits.")
            Verdict verdict) {
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

    public record Exec(
            @Description("Whether a command can be asked for at all.")
            boolean enabled,

            @Description(
                    "The shapes of commands that may be asked for, for example `df -h *`: word by word, * standing for any part of a word without slashes.")
            List<String> commands) {
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
