package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.text.KnownSecrets;
import dev.midwatch.core.text.PlainText;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** All that is asked before an action may happen, cheapest first; asked again of what was approved. */
record Questions(ClusterReader cluster, Writes writes, ActionLog log, Stop stop, Supplier<ActionsConfig> config) {
    private static final PlainText LOOKS = new PlainText(new KnownSecrets());

    /**
     * What was made of an action.
     *
     * @param target as it is now; empty if the answer was known without looking
     */
    record Considered(Judgement judgement, Optional<KubeObject> target) {}

    /** @throws ClusterException NOT_FOUND or CONFLICT if the target is not what the action was planned for */
    Considered consider(Action action, Optional<String> finding, Instant now) throws ClusterException {
        Judgement known = known(action);
        if (known.refuses()) {
            return new Considered(known, Optional.empty());
        }
        KubeObject target = target(action);
        Judgement all = known.then(() -> seen(action, target))
                .then(() -> often(action, now))
                .then(() -> new Breaker(log).judge(action, finding, now));
        return new Considered(all, Optional.of(target));
    }

    /** What can be asked without a look at the target. */
    Judgement known(Action action) {
        Policy policy = policy();
        return stop.judge()
                .then(() -> Judgement.ofBoth(action, policy::judge))
                .then(() -> discretion(action))
                .then(() -> Judgement.ofBoth(action, one -> Rights.of(one).judge(cluster)));
    }

    /** What the target, as it is now, has to say. */
    Judgement seen(Action action, KubeObject target) {
        Policy policy = policy();
        return Naming.judge(action, target)
                .then(() -> Judgement.ofBoth(action, one -> policy.judge(one, target)))
                .then(() -> Judgement.ofBoth(action, one -> Ownership.judge(one, target)));
    }

    /**
     * What runs is kept byte for byte, and shown: so it must hold nothing that may not be kept or shown. Only what the plan brings in is
     * searched for values that are known, else whoever keeps {@code Deployment} in a Secret could stop every repair.
     */
    private static Judgement discretion(Action action) {
        String canonical = ActionJson.write(action);
        boolean shows = LOOKS.of(canonical).equals(canonical)
                && BroughtIn.by(action)
                        .allMatch(text -> PlainText.ofProcess().of(text).equals(text));
        return shows
                ? Judgement.run()
                : Judgement.refuse(
                        "the change itself holds a secret or a hidden character, which would be stored and shown; by hand: "
                                + action.intent().kubectl());
    }

    Judgement often(Action action, Instant now) {
        return Rate.of(config.get()).judge(action, log.load(action, now));
    }

    Policy policy() {
        return new Policy(config.get());
    }

    private KubeObject target(Action action) throws ClusterException {
        Optional<KubeObject> target = writes.target(action);
        Precondition precondition = Precondition.of(action, target);
        if (precondition != Precondition.HOLDS) {
            throw new ClusterException(
                    precondition == Precondition.GONE ? Why.NOT_FOUND : Why.CONFLICT,
                    precondition.why(action.intent().target()));
        }
        return target.get();
    }
}
