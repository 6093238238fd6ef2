package dev.midwatch.core.action;

import dev.midwatch.api.Json;
import java.util.Optional;
import java.util.Set;

/**
 * A write, as an API server's own audit log ({@code audit.k8s.io/v1}, a JSON event a line) has it.
 *
 * @param auditId the id that the client gave the request or, if it gave none, one of the server's
 * @param object  {@code namespace/name}, or the name alone
 * @param done    whether the server says that it was carried out
 * @param at      when it was received
 */
record ServerWrite(String auditId, String user, String verb, String resource, String object, String at, boolean done) {
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    /** They reach into a container, by whatever verb. */
    private static final Set<String> COMMANDS = Set.of("exec", "attach", "portforward", "proxy");
    /** They are created to ask something, and nothing is kept. */
    private static final Set<String> QUESTIONS =
            Set.of("selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews");

    /** Empty if the line is no event, no write, only a try, or not yet the last word on its request. */
    static Optional<ServerWrite> of(String line) {
        if (!AuditWalk.isJson(line)) {
            return Optional.empty();
        }
        Json event = ActionJson.parse(line);
        String stage = event.get("stage").text();
        boolean last = stage.equals("ResponseComplete") || stage.equals("Panic");
        if (!last || !writes(event) || event.get("requestURI").text().contains("dryRun=All")) {
            return Optional.empty();
        }
        Json object = event.get("objectRef");
        String namespace = object.get("namespace").text();
        long code = event.at("responseStatus.code").number(0);
        return Optional.of(new ServerWrite(
                event.get("auditID").text(),
                event.at("user.username").text(),
                event.get("verb").text(),
                object.get("resource").text()
                        + (object.get("subresource").isPresent()
                                ? "/" + object.get("subresource").text()
                                : ""),
                namespace.isEmpty()
                        ? object.get("name").text()
                        : namespace + "/" + object.get("name").text(),
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
        return "%s %s %s %s by %s (%s)".formatted(at, verb, resource, object, user, auditId);
    }
}
