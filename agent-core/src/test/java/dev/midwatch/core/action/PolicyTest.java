package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.action.Judgement.Answer;
import dev.midwatch.core.audit.CanonicalJson;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.config.ActionsConfig.Exec;
import dev.midwatch.core.config.ActionsConfig.Mode;
import dev.midwatch.core.config.ActionsConfig.Rule;
import dev.midwatch.core.config.ActionsConfig.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final String RESTART =
            "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/restartedAt\":\"now\"}}}}}";
    private static final KubeObject WEB = object(Map.of("tier", "web"));

    private static KubeObject object(Map<String, String> labels) {
        return KubeObject.of(
                ResourceType.DEPLOYMENTS,
                Map.of("metadata", Map.of("namespace", "shop", "name", "web", "uid", "uid-1", "labels", labels)));
    }

    private static Intent intent(ResourceType type, Risk risk) {
        ObjectRef target = new ObjectRef(type.apiVersion(), type.kind(), "shop", "web", "uid-1");
        return new Intent("rollout_restart", type, target, risk, "kubectl -n shop …");
    }

    private static Action patch(String body) {
        return new Action.Patch(
                intent(ResourceType.DEPLOYMENTS, Risk.SAFE),
                "",
                PatchType.STRATEGIC_MERGE,
                Json.of(CanonicalJson.parse(body).raw()));
    }

    private static Policy policy(Mode mode, Rule... rules) {
        return new Policy(GateOnSimulator.config(mode, Set.of(), 2, rules));
    }

    @Test
    void theFirstRuleThatFitsDecides() {
        Rule web = new Rule("rollout_*", "sh*", Map.of("tier", "web"), Verdict.REFUSE);
        Rule all = new Rule("*", "*", Map.of(), Verdict.RUN);

        assertThat(policy(Mode.PROPOSE, web, all).judge(patch(RESTART), WEB).why())
                .isEqualTo("actions.rules[0] refuses it");
        assertThat(policy(Mode.PROPOSE, all, web).judge(patch(RESTART), WEB).answer())
                .isEqualTo(Answer.RUN);
        assertThat(policy(Mode.PROPOSE, web, all)
                        .judge(patch(RESTART), object(Map.of()))
                        .answer())
                .isEqualTo(Answer.RUN);
        assertThat(policy(Mode.AUTO_SAFE, new Rule("*", "*", Map.of(), Verdict.ASK))
                        .judge(patch(RESTART), WEB)
                        .answer())
                .isEqualTo(Answer.ASK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"spec\":{\"replicas\":0}}",
                "{\"metadata\":{\"annotations\":{\"nginx.ingress.kubernetes.io/server-snippet\":\"x\"}}}",
                "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/restartedAt\":null}}}}}",
                "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/restartedAt\":\"now\"}},\"spec\":{\"hostNetwork\":true}}}}",
                "{\"spec\":{\"template\":{\"metadata\":{\"$patch\":\"delete\"}}}}",
                "{}"
            })
    void noClaimOfAPluginMakesAnythingElseRunUnattended(String body) {
        Rule run = new Rule("*", "*", Map.of(), Verdict.RUN);
        assertThat(policy(Mode.AUTO_SAFE).judge(patch(body), WEB).answer()).isEqualTo(Answer.ASK);
        assertThat(policy(Mode.AUTO_SAFE, run).judge(patch(body), WEB).answer()).isEqualTo(Answer.ASK);
    }

    @Test
    void aPodThatNobodyWouldReplaceIsAskedFor() {
        Action delete = new Action.Delete(intent(ResourceType.PODS, Risk.SAFE));
        assertThat(policy(Mode.AUTO_SAFE).judge(delete, WEB).answer()).isEqualTo(Answer.ASK);
    }

    @ParameterizedTest
    @CsvSource({
        "rbac.authorization.k8s.io,clusterroles",
        "rbac.authorization.k8s.io,rolebindings",
        "apiextensions.k8s.io,customresourcedefinitions",
        "admissionregistration.k8s.io,validatingwebhookconfigurations",
        "'',secrets",
        "'',namespaces",
        "'',serviceaccounts",
        "'',persistentvolumeclaims"
    })
    void someThingsAreNeverChangedByAnyAction(String group, String plural) {
        Action delete = new Action.Delete(intent(ResourceType.namespaced(group, "v1", plural, "Thing"), Risk.RISKY));
        assertThat(policy(Mode.AUTO_SAFE).judge(delete).why()).contains("are never changed by any action");
    }

    @ParameterizedTest
    @CsvSource({
        "df -h,ASK", // as listed
        "df,REFUSE",
        "df -h /,REFUSE",
        "cat /var/log/app-1.log,ASK",
        "cat /var/log/../../etc/shadow.log,REFUSE",
        "cat /var/log/a;reboot.log,REFUSE",
        "sh -c df,REFUSE"
    })
    void aCommandHasToFitAShapeWordByWord(String command, Answer answer) {
        Exec shapes = new Exec(true, List.of("df  -h", "cat /var/log/*.log"));
        assertThat(new ExecShapes(shapes).judge(exec(command)).answer()).isEqualTo(answer);
    }

    @Test
    void aWordWithASpaceIsOneWord() {
        Exec shapes = new Exec(true, List.of("echo * *"));
        Action.Exec exec = new Action.Exec(intent(ResourceType.PODS, Risk.RISKY), "app", List.of("echo", "a b", "c"));
        assertThat(new ExecShapes(shapes).judge(exec).answer()).isEqualTo(Answer.REFUSE);
    }

    @Test
    void commandsAreOffByDefault() {
        assertThat(policy(Mode.AUTO_SAFE).judge(exec("df -h")).why()).contains("actions.exec.enabled");
    }

    @Test
    void saysBeforehandWhatCanNeverHappen() {
        Rule none = new Rule("scale", "*", Map.of(), Verdict.REFUSE);
        Rule some = new Rule("scale", "dev", Map.of(), Verdict.ASK);
        assertThat(policy(Mode.OFF).never("scale")).contains("actions.mode is off");
        assertThat(policy(Mode.PROPOSE).never("exec")).isPresent();
        assertThat(policy(Mode.PROPOSE, none).never("scale")).contains("actions.rules refuses it everywhere");
        assertThat(policy(Mode.PROPOSE, some, none).never("scale")).isEmpty();
        assertThat(policy(Mode.PROPOSE, none).never("cordon")).isEmpty();
    }

    private static Action exec(String command) {
        return new Action.Exec(intent(ResourceType.PODS, Risk.RISKY), "app", List.of(command.split(" ")));
    }

    /** The default of everything else. */
    @Test
    void theDefaultsAskForEverything() {
        ActionsConfig defaults = ActionsConfig.defaults();
        assertThat(defaults.proposalTtl()).isEqualTo(Duration.ofHours(1));
        assertThat(new Policy(defaults).judge(patch(RESTART), WEB).answer()).isEqualTo(Answer.ASK);
    }
}
