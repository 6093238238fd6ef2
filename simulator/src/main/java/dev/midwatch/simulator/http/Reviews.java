package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.rbac.Attributes;
import dev.midwatch.simulator.rbac.Authorizer;
import dev.midwatch.simulator.rbac.User;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** The reviews: may I, what may I, who am I. */
final class Reviews {
    private static final List<String> ABOUT_MYSELF =
            List.of("selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews");
    private final Authorizer authorizer;
    private final InstantSource clock;

    Reviews(Authorizer authorizer, InstantSource clock) {
        this.authorizer = authorizer;
        this.clock = clock;
    }

    static boolean handles(Route route) {
        return route.group().equals("authorization.k8s.io") || route.group().equals("authentication.k8s.io");
    }

    /** Everybody may ask about himself. */
    static boolean isOpenToAll(Route route) {
        return handles(route) && ABOUT_MYSELF.contains(route.resource());
    }

    void handle(Request request, Answer answer) throws IOException {
        if (!request.route().verb().equals("create")) {
            throw ApiError.methodNotAllowed();
        }
        if (!(request.json() instanceof ObjectNode review)) {
            throw ApiError.badRequest("the object provided is unrecognized");
        }
        Meta.of(review);
        switch (request.route().resource()) {
            case "selfsubjectaccessreviews" -> access(review, request.user());
            case "subjectaccessreviews", "localsubjectaccessreviews" -> access(review, asked(review.path("spec")));
            case "selfsubjectrulesreviews" -> rules(review, request.user());
            case "selfsubjectreviews" -> myself(review, request.user());
            default -> throw ApiError.noSuchResource();
        }
        answer.json(201, review);
    }

    private static User asked(JsonNode spec) {
        return new User(spec.path("user").asText(), spec.path("uid").asText(), Json.texts(spec.path("groups")));
    }

    private void access(ObjectNode review, User user) {
        JsonNode wanted = review.path("spec").path("resourceAttributes");
        JsonNode path = review.path("spec").path("nonResourceAttributes");
        if (wanted.isMissingNode() == path.isMissingNode()) {
            throw ApiError.invalid(
                    "authorization.k8s.io",
                    review.path("kind").asText(),
                    "",
                    List.of(new ApiError.Cause(
                            "FieldValueInvalid",
                            "Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be"
                                    + " specified",
                            "spec.resourceAttributes")));
        }
        Attributes attributes = wanted.isObject()
                ? new Attributes(
                        wanted.path("verb").asText(),
                        wanted.path("group").asText(),
                        wanted.path("resource").asText(),
                        wanted.path("subresource").asText(),
                        wanted.path("namespace").asText(),
                        wanted.path("name").asText(),
                        "")
                : Attributes.ofPath(
                        path.path("verb").asText(), path.path("path").asText());
        Authorizer.Verdict verdict = authorizer.decide(user, attributes);
        ObjectNode status = review.putObject("status").put("allowed", verdict.allowed());
        if (!verdict.reason().isEmpty()) {
            status.put("reason", verdict.reason());
        }
    }

    private void rules(ObjectNode review, User user) {
        String namespace = review.path("spec").path("namespace").asText();
        if (namespace.isEmpty()) {
            throw ApiError.badRequest("no namespace on request");
        }
        ObjectNode status = review.putObject("status");
        ArrayNode resources = status.putArray("resourceRules");
        ArrayNode paths = status.putArray("nonResourceRules");
        for (JsonNode rule : authorizer.rules(user, namespace)) {
            (rule.path("nonResourceURLs").isEmpty() ? resources : paths).add(rule);
        }
        status.put("incomplete", false);
    }

    private void myself(ObjectNode review, User user) {
        Meta.of(review).put("creationTimestamp", Meta.time(clock.instant()));
        ObjectNode info = review.putObject("status").putObject("userInfo");
        info.put("username", user.name()).put("uid", user.uid());
        ArrayNode groups = info.putArray("groups");
        user.groups().forEach(groups::add);
    }
}
