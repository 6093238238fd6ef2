package dev.midwatch.skills.certmanager;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.api.tool.ObjectNames;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code cmctl renew}: cert-manager issues the certificate anew, whatever its renewal time says. */
final class RenewCertificate implements ActionTool {
    @Override
    public ToolSpec spec() {
        return ToolSpec.named("certificate_renew", "Lets cert-manager issue a certificate anew now.")
                .text("namespace", "its namespace")
                .text("name", "the Certificate's name");
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.get(Certificate.TYPE),
                Permission.of(Verb.PATCH, Certificate.TYPE).on("status"));
    }

    @Override
    public Action plan(Json arguments, ToolContext context) throws ClusterException {
        Certificate certificate = live(arguments, context);
        KubeObject object = certificate.object();
        if (certificate.issuing().filter(Condition::isTrue).isPresent()) {
            throw new IllegalArgumentException(
                    object + " is being issued already: follow its CertificateRequest instead");
        }
        Action.Intent intent = new Action.Intent(
                        "certificate_renew",
                        Certificate.TYPE,
                        object.ref(),
                        Risk.RISKY,
                        "cmctl -n %s renew %s".formatted(object.namespace(), object.name()))
                .touching(
                        1,
                        "Secret %s/%s gets a new certificate from %s; what serves it has to take it up"
                                .formatted(object.namespace(), certificate.secret(), certificate.issuer()))
                .until(Goal.readsNoLonger(
                        "status.revision", object.at("status.revision").text()));
        return new Action.Patch(intent, "status", Action.PatchType.JSON, Json.of(steps(object, context.now())));
    }

    private static Certificate live(Json arguments, ToolContext context) throws ClusterException {
        String namespace = ObjectNames.namespace(arguments);
        String name = ObjectNames.name(arguments, "name");
        KubeObject object = context.cluster()
                .find(Certificate.TYPE, namespace, name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no Certificate %s/%s; look with kubectl get".formatted(namespace, name)));
        if (object.deletionRequested().isPresent()) {
            throw new IllegalArgumentException(object + " is being deleted already");
        }
        return new Certificate(object);
    }

    /** Sets the one condition and leaves the others; where it stood is tested, as the list may have changed since. */
    private static List<Map<String, ?>> steps(KubeObject object, Instant now) {
        List<Json> conditions = object.at("status.conditions").items();
        Map<String, ?> issuing = issuing(object, now);
        List<Map<String, ?>> steps = new ArrayList<>();
        if (conditions.isEmpty()) {
            if (!object.at("status").isPresent()) {
                steps.add(Map.of("op", "add", "path", "/status", "value", Map.of()));
            }
            steps.add(Map.of("op", "add", "path", "/status/conditions", "value", List.of(issuing)));
            return steps;
        }
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).get("type").is("Issuing")) {
                String path = "/status/conditions/" + i;
                steps.add(Map.of("op", "test", "path", path + "/type", "value", "Issuing"));
                steps.add(Map.of("op", "replace", "path", path, "value", issuing));
                return steps;
            }
        }
        steps.add(Map.of("op", "add", "path", "/status/conditions/-", "value", issuing));
        return steps;
    }

    private static Map<String, ?> issuing(KubeObject object, Instant now) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("type", "Issuing");
        condition.put("status", "True");
        condition.put("reason", "ManuallyTriggered");
        condition.put("message", "Certificate re-issuance manually triggered");
        condition.put("lastTransitionTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
        condition.put("observedGeneration", object.at("metadata.generation").number(0));
        return condition;
    }
}
