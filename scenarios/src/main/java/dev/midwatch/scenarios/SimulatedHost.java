package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.Simulation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;

/** A simulated cluster in which nothing happens by itself. */
final class SimulatedHost implements Host {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonNode NOTHING = JsonNodeFactory.instance.missingNode();

    private final Simulation simulation;
    private final Api api;
    private final Types types;

    SimulatedHost(Simulation simulation) {
        this.simulation = simulation;
        this.api = new Api(HTTP, simulation.url(), simulation.adminToken());
        this.types = new Types(api);
    }

    @Override
    public ObjectNode create(ObjectNode object) throws IOException {
        Definitions.provide(object, api, types);
        ObjectNode made = api.write("POST", types.get(object).path(object) + "?fieldValidation=Strict", object);
        if (object.at("/metadata/managedFields").isArray()) {
            Manifest.metadata(made).set("managedFields", object.at("/metadata/managedFields"));
            simulation.put(made);
        }
        return made;
    }

    @Override
    public boolean has(ObjectNode object) throws IOException {
        return api.get(types.get(object).pathOf(object)).accepted();
    }

    @Override
    public void remove(ObjectNode object) throws IOException {
        api.write("DELETE", types.get(object).pathOf(object), NOTHING);
    }

    @Override
    public void markDeleted(ObjectNode manifest) throws IOException {
        String path = types.get(manifest).pathOf(manifest);
        ObjectNode live = (ObjectNode) api.get(path).body();
        for (String field : List.of("deletionTimestamp", "deletionGracePeriodSeconds")) {
            if (manifest.get("metadata").has(field)) {
                Manifest.metadata(live).set(field, manifest.get("metadata").get(field));
            }
        }
        api.write("PUT", path, live);
    }

    @Override
    public void writeStatus(ObjectNode manifest) throws IOException {
        if (!manifest.has("status") || !types.get(manifest).hasStatus()) {
            return;
        }
        String path = types.get(manifest).pathOf(manifest);
        ObjectNode live = (ObjectNode) api.get(path).body();
        live.set("status", manifest.get("status"));
        api.write("PUT", path + "/status?fieldValidation=Strict", live);
    }

    @Override
    public void measure(ObjectNode metrics) {
        simulation.put(metrics);
    }
}
