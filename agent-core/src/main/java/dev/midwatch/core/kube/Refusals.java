package dev.midwatch.core.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;

/** What the API server's refusals mean: pure. */
final class Refusals {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_TEXT = 300;

    private Refusals() {}

    static ClusterException of(String server, ApiPath path, int code, String body) {
        Json status = parse(body);
        if (path.proxied() && !status.get("kind").is("Status")) {
            return ofKubelet(path, code, body.strip());
        }
        if (body.strip().startsWith("<")) {
            return notKubernetes(server, "%d and a web page".formatted(code));
        }
        if (code == 404 && !status.get("kind").is("Status") && path.path().startsWith(CORE)) {
            return notKubernetes(server, "404 to %s, which every cluster has".formatted(path));
        }
        String said = status.get("message").text(body.strip());
        String message = cut(said);
        return switch (code) {
            case 401 ->
                new ClusterException(
                        Why.UNAUTHORIZED,
                        server + " does not accept the credentials: they are wrong or have expired (401)");
            case 403 -> new ClusterException(Why.FORBIDDEN, message);
            case 404 ->
                new ClusterException(
                        isOfObject(path, status) ? Why.NOT_FOUND : Why.NOT_INSTALLED, notFound(path, message));
            case 409 -> new ClusterException(Why.CONFLICT, message);
            case 400, 405, 422 ->
                new ClusterException(Why.INVALID, status.isPresent() ? message : "%s: %s".formatted(server, message));
            case 429 -> new ClusterException(Why.TOO_MANY_REQUESTS, message);
            case 410 -> new ClusterException(Why.FAILED, GONE + message);
            default ->
                new ClusterException(Why.FAILED, "%s answered %d to %s: %s".formatted(server, code, path, message));
        };
    }

    /** Says nothing of the API server and its credentials: it has shown its own to the kubelet. */
    private static ClusterException ofKubelet(ApiPath path, int code, String said) {
        String message = "the kubelet answered %d to %s: %s".formatted(code, path, cut(said));
        return new ClusterException(code == 403 ? Why.FORBIDDEN : Why.FAILED, message);
    }

    private static String cut(String said) {
        return said.length() > MOST_TEXT ? said.substring(0, MOST_TEXT) + "…" : said;
    }

    private static final String CORE = "/api/v1/";

    /** Whoever answers like that knows nothing of the cluster: it is neither healthy nor without that type. */
    static ClusterException notKubernetes(String server, String answer) {
        return new ClusterException(
                Why.UNREACHABLE,
                "%s answers with %s, not as a Kubernetes API server does; check the server address and any proxy before it"
                        .formatted(server, answer));
    }

    /** Starts the message of an expired continue token or resource version. */
    static final String GONE = "gone: ";

    /** The 404 of an object names it in its details; that of a type that is not served is plain text or names nothing. */
    private static boolean isOfObject(ApiPath path, Json status) {
        return path.single()
                && status.get("reason").is("NotFound")
                && !status.at("details.name").text().isEmpty();
    }

    private static String notFound(ApiPath path, String message) {
        return message.startsWith("404") || message.isEmpty()
                ? path.resource() + " is not served by this cluster"
                : message;
    }

    private static Json parse(String body) {
        try {
            return Json.of(MAPPER.readValue(body, new TypeReference<Object>() {}));
        } catch (JsonProcessingException plainText) {
            return Json.of(null);
        }
    }
}
