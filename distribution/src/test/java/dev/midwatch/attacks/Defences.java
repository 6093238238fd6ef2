package dev.midwatch.attacks;

import dev.midwatch.attacks.Defence.Instead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;

/** All defences that can be switched off one at a time, and how. */
final class Defences {
    private static final Instead RUN = type -> MethodCall.invoke(
            Class.forName("dev.midwatch.core.action.Judgement").getDeclaredMethod("run"));
    private static final Instead TRUE = type -> FixedValue.value(true);
    private static final Instead FALSE = type -> FixedValue.value(false);
    private static final Instead NOTHING = type -> StubMethod.INSTANCE;
    private static final Instead EMPTY = type -> MethodCall.invoke(Optional.class.getMethod("empty"));
    private static final Instead HOLDS =
            type -> MethodCall.invoke(type.getMethod("valueOf", String.class)).with("HOLDS");

    private Defences() {}

    static List<Defence> all() {
        List<Defence> all = new ArrayList<>();
        all.addAll(gate());
        all.addAll(approvals());
        all.addAll(tools());
        all.addAll(text());
        return all;
    }

    private static List<Defence> gate() {
        return List.of(
                Defence.of("policy before the look", "core.action.Policy", "judge", RUN, Family.PROTECTED_NAMESPACES),
                Defence.of("types that are left alone", "core.action.Policy", "leftAlone", FALSE, Family.LYING_PLUGINS),
                Defence.of("shapes of commands", "core.action.ExecShapes", "judge", RUN, Family.COMMANDS),
                Defence.of("what a safe action is", "core.action.SafeClaim", "holds", TRUE, Family.LYING_PLUGINS),
                Defence.of("GitOps owners", "core.action.Ownership", "judge", RUN, Family.GITOPS),
                Defence.of("rate", "core.action.Rate", "judge", RUN, Family.TOO_OFTEN),
                Defence.of("circuit breaker", "core.action.Breaker", "judge", RUN, Family.TOO_OFTEN),
                Defence.of("global stop", "core.action.Stop", "isSet", FALSE, Family.GLOBAL_STOP),
                Defence.of("declared and granted rights", "core.action.Rights", "judge", RUN, Family.LYING_PLUGINS),
                Defence.of("the target as planned", "core.action.Precondition", "of", HOLDS, Family.SPENT_PROPOSALS));
    }

    private static List<Defence> approvals() {
        return List.of(
                Defence.of(
                        "proposals are used once", "core.action.ProposalStore", "decide", TRUE, Family.SPENT_PROPOSALS),
                Defence.of("proposals are intact", "core.action.Proposal", "isIntact", TRUE, Family.TAMPERED_PROPOSALS),
                Defence.of("proposals expire", "core.action.Proposal", "isExpired", FALSE, Family.SPENT_PROPOSALS),
                Defence.of(
                        "a channel speaks for its own people",
                        "core.channel.OwnInbox",
                        "decide",
                        type -> MethodCall.invoke(Class.forName("dev.midwatch.api.channel.Inbox")
                                        .getMethod("decide", Class.forName("dev.midwatch.api.channel.Decision")))
                                .onField("inbox")
                                .withAllArguments(),
                        Family.STRANGERS));
    }

    private static List<Defence> tools() {
        return List.of(
                Defence.of("levels of people", "core.tool.Level", "includes", TRUE, Family.STRANGERS),
                Defence.of("tools are withheld", "core.tool.Offer", "withheldFrom", EMPTY, Family.VIEWER));
    }

    private static List<Defence> text() {
        return List.of(
                Defence.of("known secrets are hidden", "core.text.KnownSecrets", "find", NOTHING, Family.SECRETS),
                Defence.of("what looks secret", "core.text.SecretLooks", "find", NOTHING, Family.SECRETS));
    }
}
