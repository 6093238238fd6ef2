package dev.midwatch.attacks;

import dev.midwatch.attacks.Defence.Instead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** All defences that can be switched off one at a time, and how. */
final class Defences {
    private static final Instead RUN = type -> MethodCall.invoke(
            Class.forName("dev.midwatch.core.action.Judgement").getDeclaredMethod("run"));
    private static final Instead TRUE = type -> FixedValue.value(true);
    private static final Instead FALSE = type -> FixedValue.value(false);
    private static final Instead NOTHING = type -> StubMethod.INSTANCE;
    /** What it is given, as it is given. */
    private static final Instead FIRST = type -> FixedValue.argument(0);

    private static final Instead SECOND = type -> FixedValue.argument(1);
    private static final Instead NO_LIST = type -> MethodCall.invoke(List.class.getMethod("of"));
    private static final Instead NO_MAP = type -> MethodCall.invoke(Map.class.getMethod("of"));
    private static final Instead EMPTY = type -> MethodCall.invoke(Optional.class.getMethod("empty"));
    private static final Instead HOLDS = constant("core.action.Precondition", "HOLDS");

    /** The question is asked of the action alone. */
    private static final Instead OF_ACTION = type -> MethodCall.invoke(Function.class.getMethod("apply", Object.class))
            .onArgument(1)
            .withArgument(0)
            .withAssigner(Assigner.DEFAULT, Assigner.Typing.DYNAMIC);

    private Defences() {}

    private static Instead constant(String type, String name) {
        return any -> MethodCall.invoke(
                        Class.forName("dev.midwatch." + type).getDeclaredMethod("valueOf", String.class))
                .with(name);
    }

    /** Hands on to the inbox behind it whatever it is given. */
    private static Instead handedOn(String method, String argument) {
        return type -> MethodCall.invoke(Class.forName("dev.midwatch.api.channel.Inbox")
                        .getMethod(method, Class.forName("dev.midwatch.api.channel." + argument)))
                .onField("inbox")
                .withAllArguments();
    }

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
                Defence.of(
                        "mode",
                        "core.config.ActionsConfig",
                        "mode",
                        constant("core.config.ActionsConfig$Mode", "AUTO_SAFE"),
                        Family.SWITCHED_OFF),
                Defence.of(
                        "protected namespaces",
                        "core.config.ActionsConfig",
                        "protectedNamespaces",
                        NO_LIST,
                        Family.PROTECTED_NAMESPACES),
                Defence.of("rules of the operator", "core.action.Policy", "rule", EMPTY, Family.OPERATOR_RULES),
                Defence.of("types that are left alone", "core.action.Policy", "leftAlone", FALSE, Family.LYING_PLUGINS)
                        .first("an approved change of /api/v1/namespaces/team"),
                Defence.of("shapes of commands", "core.action.ExecShapes", "judge", RUN, Family.COMMANDS),
                Defence.of(
                        "what a safe action is",
                        "core.action.SafeClaim",
                        "holds",
                        TRUE,
                        Family.LYING_PLUGINS,
                        Family.HEALTHY_PODS),
                Defence.of("GitOps owners", "core.action.Ownership", "judge", RUN, Family.GITOPS),
                Defence.of("rate", "core.action.Rate", "judge", RUN, Family.TOO_OFTEN),
                Defence.of("circuit breaker", "core.action.Breaker", "judge", RUN, Family.TOO_OFTEN),
                Defence.of("global stop", "core.action.Stop", "isSet", FALSE, Family.GLOBAL_STOP),
                Defence.of(
                                "declared rights",
                                "core.action.Rights",
                                "judge(List)",
                                RUN,
                                Family.NAMES,
                                Family.LYING_PLUGINS)
                        .first("a restart that was not declared"),
                Defence.of("granted rights", "core.action.Rights", "judge(ClusterReader)", RUN, Family.RIGHTS),
                Defence.of(
                        "namespaces that are looked at",
                        "core.kube.SnapshotScope",
                        "requireCovered",
                        NOTHING,
                        Family.NOT_LOOKED_AT),
                Defence.of(
                        "an action has the name of its tool", "core.action.Naming", "judge(String)", RUN, Family.NAMES),
                Defence.of(
                        "a target is what it is called", "core.action.Naming", "judge(KubeObject)", RUN, Family.NAMES),
                Defence.of(
                        "an undo is judged with its action",
                        "core.action.Judgement",
                        "ofBoth",
                        OF_ACTION,
                        Family.UNDOS),
                Defence.of("an undo is judged again", "core.action.Undo", "obstacle", EMPTY, Family.UNDOS)
                        .first("an approved undo after actions were switched off"),
                Defence.of(
                                "plans hold nothing secret",
                                "core.action.Questions",
                                "discretion",
                                RUN,
                                Family.LYING_PLUGINS)
                        .first("a secret that is put into an annotation"),
                // By the gate's two looks, and by the API server.
                Defence.of(
                                "a successor of the same name is spared",
                                "core.kube.ClusterWriter$Write",
                                "preconditions",
                                NO_MAP,
                                Family.LYING_PLUGINS)
                        .first("a restart of an object that is another by now")
                        .and("core.action.Precondition", "of/2", HOLDS)
                        .and("core.action.Naming", "judge(KubeObject)", RUN),
                Defence.of("the audit file comes first", "core.audit.Audit", "record", NOTHING, Family.CONTROLS));
    }

    private static List<Defence> approvals() {
        return List.of(
                // Within one process; the store stops a second one beside it, which has read the trail as well.
                Defence.of(
                                "proposals are used once",
                                "core.action.ProposalStore",
                                "decide",
                                TRUE,
                                Family.SPENT_PROPOSALS)
                        .and("core.action.ProposalTrail", "objection", EMPTY),
                Defence.of("proposals are intact", "core.action.Proposal", "isIntact", TRUE, Family.TAMPERED_PROPOSALS),
                Defence.of(
                                "proposals stand in the audit file",
                                "core.action.ProposalTrail",
                                "objection",
                                EMPTY,
                                Family.TAMPERED_PROPOSALS)
                        .first("another number of replicas, sealed anew"),
                Defence.of("proposals expire", "core.action.Proposal", "isExpired", FALSE, Family.SPENT_PROPOSALS),
                Defence.of("the target as planned", "core.action.Precondition", "of", HOLDS, Family.SPENT_PROPOSALS),
                Defence.of("the reason still holds", "core.action.Reasons", "over", EMPTY, Family.SPENT_PROPOSALS),
                Defence.of("the plugin is still there", "core.action.Reasons", "judge", RUN, Family.SPENT_PROPOSALS),
                Defence.of("questions are counted", "core.action.Asking", "unheard", EMPTY, Family.FLOODS),
                Defence.of(
                        "what was denied is not asked again",
                        "core.action.ProposalStore",
                        "denied",
                        EMPTY,
                        Family.FLOODS),
                Defence.of(
                        "a channel decides for its own people",
                        "core.channel.OwnInbox",
                        "decide",
                        handedOn("decide", "Decision"),
                        Family.STRANGERS),
                Defence.of(
                        "a channel speaks for its own people",
                        "core.channel.OwnInbox",
                        "message",
                        handedOn("message", "InboundMessage"),
                        Family.STRANGERS),
                Defence.of(
                        "a channel commands for its own people",
                        "core.channel.OwnInbox",
                        "command",
                        handedOn("command", "Command$Call"),
                        Family.STRANGERS),
                Defence.of(
                        "the console is the terminal", "core.channel.Channels", "isConsole", TRUE, Family.STRANGERS));
    }

    private static List<Defence> tools() {
        return List.of(
                Defence.of("levels of people", "core.tool.Level", "includes", TRUE, Family.STRANGERS)
                        .first("approval by a VIEWER"),
                Defence.of("tools are withheld", "core.tool.Offer", "withheldFrom", EMPTY, Family.VIEWER),
                Defence.of(
                        "what can never happen is withheld", "core.action.Policy", "never", EMPTY, Family.SWITCHED_OFF),
                Defence.of(
                        "what is not granted is withheld", "core.watch.ClusterAccess", "refusal", EMPTY, Family.RIGHTS),
                Defence.of(
                        "reads that were declared",
                        "core.kube.GuardedReader",
                        "require",
                        NOTHING,
                        Family.UNDECLARED_READS),
                Defence.of(
                        "a plugin says once what it is", "core.plugin.ContextLoader", "declared", NO_MAP, Family.NAMES),
                Defence.of(
                        "runs do not go round in circles",
                        "core.agent.LoopGuard",
                        "judge",
                        constant("core.agent.LoopGuard$Verdict", "GO_ON"),
                        Family.FLOODS));
    }

    private static List<Defence> text() {
        return List.of(
                Defence.of("known secrets are hidden", "core.text.KnownSecrets", "find", NOTHING, Family.SECRETS)
                        .first("the value of a Secret as it is"),
                Defence.of(
                                "known secrets are known encoded",
                                "core.text.SecretForms",
                                "encoded",
                                NOTHING,
                                Family.SECRETS)
                        .first("the value of a Secret in an address"),
                Defence.of("what looks secret", "core.text.SecretLooks", "find", NOTHING, Family.SECRETS)
                        .first("describe deployment web -n team"),
                Defence.of(
                                "what stands behind a telling name",
                                "core.text.KeyedSecrets",
                                "find",
                                NOTHING,
                                Family.SECRETS)
                        .first("describe deployment web -n team"),
                Defence.of("base64 is looked into", "core.text.EncodedText", "find", NOTHING, Family.SECRETS)
                        .first("describe deployment web -n team"),
                Defence.of(
                                "the values of Secrets are not kept",
                                "core.kube.Projection",
                                "blanksValues",
                                FALSE,
                                Family.SECRETS)
                        .first("the value of a Secret as it is"),
                Defence.of(
                                "private keys without their beginning",
                                "core.text.PrivateKeys",
                                "find",
                                NOTHING,
                                Family.SECRETS)
                        .first("logs deployment/released -n gitops --tail=3"),
                Defence.of("tools compare without secrets", "core.tool.PlainReader", "plain", FIRST, Family.SECRETS),
                Defence.of("webhooks call nobody", "core.channel.HarmlessMarkdown", "of", FIRST, Family.MESSAGES),
                Defence.of("text hides nothing", "core.text.VisibleText", "of", FIRST, Family.HIDDEN_TEXT),
                Defence.of("text is fenced", "core.tool.Fence", "around/2", SECOND, Family.INJECTED_ORDERS),
                Defence.of("what the model wrote is a note", "core.skill.SkillText", "isNote", FALSE, Family.MEMORIES),
                Defence.of(
                        "what a person wrote stays as it is",
                        "core.skill.Skills",
                        "refuseWhatAPersonWrote",
                        NOTHING,
                        Family.MEMORIES),
                Defence.of(
                        "who has something kept",
                        "core.tool.MemoryTool",
                        "least",
                        constant("core.tool.Level", "VIEWER"),
                        Family.MEMORIES),
                Defence.of("messages are plain", "core.channel.PlainMessage", "of", FIRST, Family.MESSAGES),
                Defence.of(
                        "messages have no fences of strangers",
                        "core.check.FindingRenderer",
                        "unfenced",
                        FIRST,
                        Family.MESSAGES));
    }
}
