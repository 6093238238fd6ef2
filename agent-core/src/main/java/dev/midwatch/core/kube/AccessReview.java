package dev.midwatch.core.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks the API server what this identity is and may do. */
public final class AccessReview {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ResourceType ACCESS =
            ResourceType.cluster("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview");
    private static final ResourceType SELF =
            ResourceType.cluster("authentication.k8s.io", "v1", "selfsubjectreviews", "SelfSubjectReview");

    private final ApiConnection api;

    AccessReview(ApiConnection api) {
        this.api = api;
    }

    /**
     * Whether this identity may do it, in a namespace or (empty) in all of them. {@link Permission#readAny()} is granted to everybody:
     * each read is judged by itself.
     */
    public boolean allowed(Permission permission, String namespace) throws ClusterException {
        ResourceType type = permission.type();
        if (type.equals(Permission.ANY)) {
            return true;
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("verb", permission.verb().toString());
        attributes.put("group", type.group());
        attributes.put("version", type.version());
        attributes.put("resource", type.plural());
        attributes.put("subresource", permission.subresource());
        attributes.put("namespace", type.namespaced() ? namespace : "");
        Json answer = create(ACCESS, Map.of("resourceAttributes", attributes));
        return answer.at("status.allowed").isTrue();
    }

    /** Who the API server takes us for: {@code system:serviceaccount:midwatch:midwatch}. */
    public String user() throws ClusterException {
        return create(SELF, Map.of()).at("status.userInfo.username").text();
    }

    private Json create(ResourceType type, Map<String, ?> spec) throws ClusterException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("apiVersion", type.apiVersion());
        body.put("kind", type.kind());
        body.put("spec", spec);
        return api.send(
                "POST", ApiPath.list(type, ""), "application/json", "application/json", bytes(body), LiveReader::json);
    }

    static byte[] bytes(Object json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException ofPlainMaps) {
            throw new IllegalStateException(ofPlainMaps);
        }
    }
}
