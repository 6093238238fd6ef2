package dev.midwatch.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.patch.Patch;
import dev.midwatch.simulator.rbac.Identities;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.store.Stored;
import dev.midwatch.simulator.verb.DeleteOptions;
import dev.midwatch.simulator.verb.Eviction;
import dev.midwatch.simulator.verb.Scale;
import dev.midwatch.simulator.verb.Write;
import java.io.IOException;
import java.time.Duration;

/** status, scale, log, eviction, token, and what kubelets measure. */
final class Subresources {
    private static final String SUMMARY = "/proxy/stats/summary";

    private final Write write;
    private final Objects objects;
    private final Logs logs;
    private final Usage usage;
    private final Identities identities;
    private final Scale scale;
    private final Eviction eviction;
    private final Decoding decoding = new Decoding();

    Subresources(Write write, Objects objects, Logs logs, Usage usage, Identities identities) {
        this.write = write;
        this.objects = objects;
        this.logs = logs;
        this.usage = usage;
        this.identities = identities;
        this.scale = new Scale(write, objects.update());
        this.eviction = new Eviction(write, objects.delete());
    }

    void handle(Request request, Answer answer, ResourceType type) throws IOException {
        Route route = request.route();
        ObjectNode known = type.subresources().get(route.subresource());
        if (known == null) {
            throw ApiError.noSuchResource();
        }
        if (!Json.texts(known.path("verbs")).contains(route.verb())) {
            throw ApiError.methodNotAllowed();
        }
        switch (route.subresource()) {
            case "status" -> objects.status(request, answer, type);
            case "scale" -> scale(request, answer, type);
            case "log" -> logs.handle(request, answer, live(type, route).tree());
            case "eviction" -> evict(request, answer);
            case "proxy" -> summary(request, answer, live(type, route));
            case "token" -> token(request, answer, live(type, route));
            default -> throw ApiError.methodNotAllowed();
        }
    }

    private Stored live(ResourceType type, Route route) {
        return write.store()
                .find(type, route.storedNamespace(), route.name())
                .orElseThrow(() -> ApiError.notFound(type.group(), type.plural(), route.name()));
    }

    /** Of a kubelet only this is simulated. */
    private void summary(Request request, Answer answer, Stored node) throws IOException {
        if (!request.route().path().equals("/api/v1/nodes/" + node.name() + SUMMARY)) {
            throw ApiError.noSuchResource();
        }
        answer.json(200, usage.summary(node.name()).orElseThrow(ApiError::noKubelet));
    }

    private void scale(Request request, Answer answer, ResourceType type) throws IOException {
        String namespace = request.route().namespace();
        String name = request.route().name();
        answer.json(
                200,
                switch (request.route().verb()) {
                    case "get" -> scale.get(type, namespace, name);
                    case "update" -> scale.replace(type, namespace, name, request.json(), Objects.options(request));
                    default -> {
                        Patch patch = decoding.patch(request, type);
                        yield scale.patch(type, namespace, name, patch, Objects.options(request));
                    }
                });
    }

    private void evict(Request request, Answer answer) throws IOException {
        JsonNode body = request.json();
        String name = Meta.name(body);
        if (!name.isEmpty() && !name.equals(request.route().name())) {
            throw ApiError.badRequest("name in URL does not match name in Eviction object: "
                    + request.route().name());
        }
        DeleteOptions options = DeleteOptions.of(body.path("deleteOptions"));
        if (request.dryRun()) {
            options = options.withDryRun();
        }
        answer.json(
                201, eviction.evict(request.route().namespace(), request.route().name(), options));
    }

    private void token(Request request, Answer answer, Stored account) throws IOException {
        if (!(request.json() instanceof ObjectNode review)) {
            throw ApiError.badRequest("the object provided is unrecognized");
        }
        long seconds = Json.at(review, "spec", "expirationSeconds").asLong(3600);
        ObjectNode metadata = Meta.of(review);
        metadata.put("name", account.name()).put("namespace", account.namespace());
        metadata.put("creationTimestamp", Meta.time(write.clock().instant()));
        ObjectNode spec = Json.child(review, "spec");
        spec.put("expirationSeconds", seconds);
        Json.setIfMissing(spec, "audiences", Json.array().add("https://kubernetes.default.svc.cluster.local"));
        ObjectNode status = review.putObject("status");
        status.put("token", identities.issue(account, Duration.ofSeconds(seconds)));
        status.put("expirationTimestamp", Meta.time(write.clock().instant().plusSeconds(seconds)));
        answer.json(201, review);
    }
}
