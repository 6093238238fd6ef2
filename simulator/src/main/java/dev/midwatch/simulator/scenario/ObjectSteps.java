package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.controller.Cluster;
import dev.midwatch.simulator.object.Meta;
import dev.midwatch.simulator.patch.Patch;
import dev.midwatch.simulator.resource.ResourceType;
import dev.midwatch.simulator.verb.DeleteOptions;
import dev.midwatch.simulator.verb.Update;
import dev.midwatch.simulator.verb.WriteOptions;

/** Steps on any object. */
final class ObjectSteps {
    private static final WriteOptions OPTIONS = new WriteOptions(false, "scenario", true);

    private ObjectSteps() {}

    static void apply(Cluster cluster, JsonNode object) {
        ObjectNode filled = Times.fill((ObjectNode) object, cluster.now());
        ResourceType type = cluster.typeOf(filled);
        Update.Target target = new Update.Target(type, Meta.namespace(filled), Meta.name(filled), false);
        cluster.update().patch(target, new Patch(Patch.Kind.APPLY, filled), OPTIONS);
    }

    static void patch(Cluster cluster, JsonNode given, boolean status) {
        ResourceType type = cluster.typeOf(given);
        Update.Target target = new Update.Target(
                type, given.path("namespace").asText(), given.path("name").asText(), status && type.hasStatus());
        ObjectNode body = Times.fill((ObjectNode) given.path("patch"), cluster.now());
        cluster.update().patch(target, new Patch(Patch.Kind.MERGE, body), OPTIONS);
    }

    static void delete(Cluster cluster, JsonNode given) {
        ResourceType type = cluster.typeOf(given);
        cluster.delete(
                type.group(),
                type.plural(),
                given.path("namespace").asText(),
                given.path("name").asText(),
                DeleteOptions.plain());
    }
}
