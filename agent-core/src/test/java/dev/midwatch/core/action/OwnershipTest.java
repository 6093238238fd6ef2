package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.audit.CanonicalJson;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a GitOps owner would put back is not done; what it does not care about is. */
class OwnershipTest {
    private static final String SCALE = "{'spec':{'replicas':3}}";
    private static final String RESTART =
            "{'spec':{'template':{'metadata':{'annotations':{'kubectl.kubernetes.io/restartedAt':'now'}}}}}";
    private static final String ARGO =
            "'annotations':{'argocd.argoproj.io/tracking-id':'shop-app:apps/Deployment:shop/web'}";
    private static final String FIELDS =
            "'managedFields':[{'manager':'%s','operation':'Apply','fieldsV1':{'f:spec':{'f:replicas':{},'f:template':{'f:spec':{}}}}}]";

    private static Judgement judge(String metadata, String body) {
        return Ownership.judge(patch(object(metadata), PatchType.MERGE, body), object(metadata));
    }

    private static Action patch(KubeObject target, PatchType type, String body) {
        return new Action.Patch(intent(target), "", type, json(body));
    }

    private static Intent intent(KubeObject target) {
        return new Intent("scale", ResourceType.DEPLOYMENTS, target.ref(), Risk.RISKY, "kubectl -n shop …");
    }

    private static KubeObject object(String metadata) {
        Json json = json("{'metadata':{'namespace':'shop','name':'web','uid':'u'%s}}"
                .formatted(metadata.isEmpty() ? "" : "," + metadata));
        return KubeObject.of(
                ResourceType.DEPLOYMENTS,
                Map.of("metadata", json.get("metadata").raw()));
    }

    private static Json json(String text) {
        return CanonicalJson.parse(text.replace('\'', '"'));
    }

    @Test
    void whatArgoCdDeclaredIsLeftToItsRepository() {
        assertThat(judge(ARGO + "," + FIELDS.formatted("argocd-controller"), SCALE)
                        .why())
                .contains("kept by Argo CD application shop-app", "would put spec.replicas back", "argocd_sync");
    }

    @Test
    void aRestartIsNothingThatAnybodyDeclared() {
        assertThat(judge(ARGO + "," + FIELDS.formatted("argocd-controller"), RESTART)
                        .refuses())
                .isFalse();
    }

    @Test
    void whatCannotBeSeenMayBeDeclared() {
        assertThat(judge(ARGO, SCALE).refuses()).isTrue();
        assertThat(judge(ARGO + "," + FIELDS.formatted("kubectl-edit"), SCALE).refuses())
                .isTrue();
    }

    @Test
    void theLastAppliedConfigurationDeclaresAsWell() {
        String applied = ARGO.replace(
                "}", ",'kubectl.kubernetes.io/last-applied-configuration':'{\\\"spec\\\":{\\\"replicas\\\":2}}'}");
        assertThat(judge(applied, SCALE).refuses()).isTrue();
        assertThat(judge(applied, RESTART).refuses()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'labels':{'app.kubernetes.io/instance':'shop-app'}|argocd-controller|Argo CD application shop-app",
                "'labels':{'kustomize.toolkit.fluxcd.io/name':'apps','kustomize.toolkit.fluxcd.io/namespace':'flux-system'}|kustomize-controller|Flux Kustomization flux-system/apps",
                "'labels':{'helm.toolkit.fluxcd.io/name':'web','helm.toolkit.fluxcd.io/namespace':'shop'}|helm-controller|Flux HelmRelease shop/web",
                "'annotations':{'meta.helm.sh/release-name':'web'}|helm|Helm release web"
            })
    void knowsTheOwnersByTheirMarks(String row) {
        String[] cells = row.split("\\|");
        assertThat(judge(cells[0] + "," + FIELDS.formatted(cells[1]), SCALE).why())
                .contains("kept by " + cells[2]);
    }

    @Test
    void aLabelThatPeopleSetAsWellProvesNothingAlone() {
        assertThat(judge("'labels':{'app.kubernetes.io/instance':'shop-app'}," + FIELDS.formatted("kubectl"), SCALE)
                        .refuses())
                .isFalse();
        assertThat(judge("", SCALE).refuses()).isFalse();
    }

    @Test
    void aWholeThatIsReplacedContainsWhatWasDeclared() {
        KubeObject target = object(ARGO + "," + FIELDS.formatted("argocd-controller"));
        assertThat(Ownership.judge(
                                patch(
                                        target,
                                        PatchType.JSON,
                                        "[{'op':'test','path':'/x'},{'op':'replace','path':'/spec','value':1}]"),
                                target)
                        .why())
                .contains("would put spec back");
        assertThat(Ownership.judge(
                                patch(target, PatchType.STRATEGIC_MERGE, "{'spec':{'template':{'$patch':'replace'}}}"),
                                target)
                        .refuses())
                .isTrue();
        assertThat(Ownership.judge(
                                patch(target, PatchType.JSON, "[{'op':'add','path':'/status/conditions/-','value':1}]"),
                                target)
                        .refuses())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'replace','path':'/spec/template/spec/containers/0/image','value':'evil'}",
                "{'op':'replace','path':'/spec/template/spec/containers/-1/image','value':'evil'}",
                "{'op':'remove','path':'/spec/template/spec/containers/+0'}",
                "{'op':'add','path':'/spec/template/spec/containers/-','value':{}}",
                "{'op':'add','path':'/metadata/finalizers/0','value':'x/y'}",
                "{'op':'replace','path':'','value':{}}",
                "{'op':'replace','path':'replicas','value':0}",
                "{'op':'replace','path':'x/spec/replicas','value':0}",
                "{'op':'replace','path':'/spec/re~0plicas','value':0}",
                "{'op':'replace','path':'/spec/host~1port','value':0}",
                "{'op':'move','from':'/spec/replicas','path':'/metadata/annotations/x'}",
                "{'op':'move','from':'/metadata/annotations/x','path':'/spec/replicas'}",
                "{'op':'copy','from':'/metadata/annotations/x','path':'/spec/replicas'}"
            })
    void aStepOfAJsonPatchReachesWhatWasDeclared(String step) {
        assertThat(step(step).refuses()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'add','path':'/metadata/annotations/0','value':'x'}",
                "{'op':'add','path':'/spec/template/spec/tolerations/0','value':{}}",
                "{'op':'copy','from':'/spec/replicas','path':'/metadata/annotations/x'}",
                "{'op':'move','from':'/metadata/annotations/x','path':'/metadata/annotations/y'}"
            })
    void aStepOfAJsonPatchThatReachesNothingDeclaredIsLetThrough(String step) {
        assertThat(step(step).refuses()).isFalse();
    }

    private static Judgement step(String step) {
        KubeObject target = object(ARGO
                + ",'managedFields':[{'manager':'argocd-controller','operation':'Apply','fieldsV1':{"
                + "'f:metadata':{'f:annotations':{'.':{},'f:team':{}},'f:finalizers':{'.':{},'v:\\\"a/b\\\"':{}}},"
                + "'f:spec':{'f:replicas':{},'f:re~plicas':{},'f:host/port':{},'f:template':{'f:spec':{'f:containers':{"
                + "'k:{\\\"name\\\":\\\"web\\\"}':{'.':{},'f:image':{},'f:name':{}}}}}}}}]");
        return Ownership.judge(patch(target, PatchType.JSON, "[" + step + "]"), target);
    }

    @Test
    void whatIsDeletedIsMadeAgain() {
        KubeObject target = object(ARGO + "," + FIELDS.formatted("argocd-controller"));
        assertThat(Ownership.judge(new Action.Delete(intent(target)), target).why())
                .contains("would make it again");
        assertThat(Ownership.judge(new Action.Delete(intent(object(""))), object(""))
                        .refuses())
                .isFalse();
    }
}
