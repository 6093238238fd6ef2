package dev.midwatch.core.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the API server what this identity is and may do. */
public final class AccessReview {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ResourceType ACCESS =
            ResourceType.cluster("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview");
    private static final ResourceType OTHERS =
            ResourceType.cluster("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview");
    private static final ResourceType RULES =
            ResourceType.cluster("authorization.k8s.io", "v1", "selfsubjectrulesreviews", "SelfSubjectRulesReview");
    /**
     * The review asks for a namespace even where those rules are wanted that hold in all of them. No namespace can have this name, so
     * that nothing is granted in it alone.
     */
    private static final String NO_NAMESPACE = "-";

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
        return permission.type().equals(Permission.ANY)
                || granted(create(ACCESS, Map.of("resourceAttributes", attributes(permission, namespace))));
    }

    /**
     * Whether somebody else may do it; only who may review the access of others is told.
     *
     * @param user   {@code system:serviceaccount:midwatch:midwatch}
     * @param groups those the API server counts that user to
     */
    public boolean allowed(String user, List<String> groups, Permission permission, String namespace)
            throws ClusterException {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("user", user);
        spec.put("groups", groups);
        spec.put("resourceAttributes", attributes(permission, namespace));
        return permission.type().equals(Permission.ANY) || granted(create(OTHERS, spec));
    }

    private static boolean granted(Json answer) {
        return answer.at("status.allowed").isTrue();
    }

    private static Map<String, Object> attributes(Permission permission, String namespace) {
        ResourceType type = permission.type();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("verb", permission.verb().toString());
        attributes.put("group", type.group());
        attributes.put("version", type.version());
        attributes.put("resource", type.plural());
        attributes.put("subresource", permission.subresource());
        attributes.put("namespace", type.namespaced() ? namespace : "");
        return attributes;
    }

    /** Everything this identity may do in a namespace, or (empty) in every one and on what is in none, in one answer. */
    public Rights rights(String namespace) throws ClusterException {
        String asked = namespace.isEmpty() ? NO_NAMESPACE : namespace;
        return Rights.of(create(RULES, Map.of("namespace", asked)).get("status"));
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
