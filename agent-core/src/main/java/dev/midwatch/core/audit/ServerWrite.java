package dev.midwatch.core.audit;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.Intent;
import dev.midwatch.api.kube.ObjectRef;
import java.util.Optional;
import java.util.Set;

/**
 * A write, as an API server's own audit log ({@code audit.k8s.io/v1}, a JSON event a line) has it.
 *
 * @param auditId the id that the client gave the request or, if it gave none, one of the server's
 * @param request what was asked for: {@code patch deployments.apps shop/web}, {@code create pods/eviction shop/web-1}
 * @param done    whether the server says that it was carried out
 * @param at      when it was received
 */
public record ServerWrite(String auditId, String user, String request, String at, boolean done) {
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    /** They reach into a container, by whatever verb. */
    private static final Set<String> COMMANDS = Set.of("exec", "attach", "portforward", "proxy");
    /** They are created to ask something, and nothing is kept. */
    private static final Set<String> QUESTIONS = Set.of(
            "selfsubjectaccessreviews",
            "selfsubjectrulesreviews",
            "selfsubjectreviews",
            "subjectaccessreviews",
            "localsubjectaccessreviews");

    /** What the server will have been asked for when it has run this. */
    public static String request(Action action) {
        Intent intent = action.intent();
        String resource = intent.type().toString();
        ObjectRef target = intent.target();
        if (action instanceof Action.Patch patch) {
            return request("patch", resource, patch.subresource(), target.namespace(), target.name());
        }
        String verb = action instanceof Action.Delete ? "delete" : "create";
        String subresource = action instanceof Action.Evict ? "eviction" : action instanceof Action.Exec ? "exec" : "";
        return request(verb, resource, subresource, target.namespace(), target.name());
    }

    private static String request(String verb, String resource, String subresource, String namespace, String name) {
        return "%s %s%s %s%s"
                .formatted(
                        // Over a websocket a command begins as a reading.
                        COMMANDS.contains(subresource) ? "connect" : verb,
                        resource,
                        subresource.isEmpty() ? "" : "/" + subresource,
                        namespace.isEmpty() ? "" : namespace + "/",
                        name);
    }

    /** Empty if the line is no event, no write, only a try, or not yet the last word on its request. */
    static Optional<ServerWrite> of(String line) {
        return CanonicalJson.find(line).flatMap(ServerWrite::of);
    }

    private static Optional<ServerWrite> of(Json event) {
        String stage = event.get("stage").text();
        boolean last = stage.equals("ResponseComplete") || stage.equals("Panic");
        if (!last || !writes(event) || event.get("requestURI").text().contains("dryRun=All")) {
            return Optional.empty();
        }
        Json object = event.get("objectRef");
        String group = object.get("apiGroup").text();
        long code = event.at("responseStatus.code").number(0);
        return Optional.of(new ServerWrite(
                event.get("auditID").text(),
                event.at("user.username").text(),
                request(
                        event.get("verb").text(),
                        object.get("resource").text() + (group.isEmpty() ? "" : "." + group),
                        object.get("subresource").text(),
                        object.get("namespace").text(),
                        object.get("name").text()),
                event.get("requestReceivedTimestamp").text(),
                // 101: the connection became that of a command.
                code >= 200 && code < 300 || code == 101));
    }

    private static boolean writes(Json event) {
        Json object = event.get("objectRef");
        return COMMANDS.contains(object.get("subresource").text())
                || WRITES.contains(event.get("verb").text())
                        && !QUESTIONS.contains(object.get("resource").text());
    }

    @Override
    public String toString() {
        return "%s %s by %s (%s)".formatted(at, request, user, auditId);
    }
}
