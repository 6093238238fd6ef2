package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** The resource types that a server has. */
final class Types {
    private final Api api;
    private final Map<String, Type> known = new ConcurrentHashMap<>();

    /** A type and where its objects are. */
    record Type(String root, String plural, boolean namespaced, boolean hasStatus) {
        String path(JsonNode object) {
            return root + (namespaced ? "/namespaces/" + Manifest.namespace(object) : "") + "/" + plural;
        }

        String pathOf(JsonNode object) {
            return path(object) + "/" + Manifest.name(object);
        }
    }

    Types(Api api) {
        this.api = api;
    }

    Type get(JsonNode object) throws IOException {
        return find(object)
                .orElseThrow(() -> new IOException("the server has no "
                        + object.path("kind").asText() + " of "
                        + object.path("apiVersion").asText()));
    }

    Optional<Type> find(JsonNode object) throws IOException {
        String apiVersion = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        Type before = known.get(apiVersion + " " + kind);
        if (before != null) {
            return Optional.of(before);
        }
        Optional<Type> found = discover(apiVersion, kind);
        found.ifPresent(type -> known.put(apiVersion + " " + kind, type));
        return found;
    }

    /** Waits until a type is served whose definition is new. */
    void await(JsonNode object) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> find(object).isPresent());
    }

    void awaitEstablished(JsonNode definition) throws IOException {
        String path = get(definition).pathOf(definition);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            for (JsonNode condition : api.get(path).body().at("/status/conditions")) {
                if (condition.path("type").asText().equals("Established")
                        && condition.path("status").asText().equals("True")) {
                    return true;
                }
            }
            return false;
        });
    }

    private Optional<Type> discover(String apiVersion, String kind) throws IOException {
        String root = (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
        JsonNode resources = api.get(root).body().path("resources");
        for (JsonNode resource : resources) {
            String plural = resource.path("name").asText();
            if (resource.path("kind").asText().equals(kind) && !plural.contains("/")) {
                boolean hasStatus = resources.findValuesAsText("name").contains(plural + "/status");
                return Optional.of(
                        new Type(root, plural, resource.path("namespaced").asBoolean(), hasStatus));
            }
        }
        return Optional.empty();
    }
}
