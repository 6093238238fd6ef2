package dev.midwatch.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.Kernel;
import dev.midwatch.core.action.Proposal;
import dev.midwatch.core.action.ProposalStore;
import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.store.Database;
import dev.midwatch.simulator.Simulation;
import dev.midwatch.simulator.http.AccessLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is done to a cluster from a moment on: by the objects that are stored, by the API server's own log, and by the audit file.
 *
 * @param before objects by what they are called, without what reports about them
 * @param mark   in the API server's log
 */
record Deeds(Simulation simulation, Kernel kernel, Map<String, JsonNode> before, long mark) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> REVIEWS = List.of("/apis/authorization.k8s.io/", "/apis/authentication.k8s.io/");
    private static final List<String> BOOKKEEPING = List.of("managedFields", "resourceVersion", "generation");

    static Deeds from(Simulation simulation, Kernel kernel) {
        return new Deeds(
                simulation, kernel, desired(simulation), simulation.requests().size());
    }

    /** @param still whether nothing in the cluster moves by itself, so that whatever is another was made so */
    Observation observe(Said said, Duration took, boolean still) {
        List<JsonNode> steps = kernel.get(Audit.class).chain().lines().stream()
                .map(Deeds::parsed)
                .toList();
        return new Observation(
                said.text(),
                said.stop(),
                new Observation.Cost(said.tokensIn(), said.tokensOut(), said.toolCalls(), took),
                Stream.concat(said.unsafe().stream(), told(steps, "refused")).toList(),
                told(steps, "executed").toList(),
                new ProposalStore(kernel.get(Database.class))
                        .all().stream()
                                .filter(proposal -> proposal.state() == Proposal.State.WAITING)
                                .map(proposal -> proposal.action().intent().kubectl())
                                .toList(),
                still ? changed() : List.of(),
                ungated(steps));
    }

    private static Stream<String> told(List<JsonNode> steps, String step) {
        return steps.stream()
                .filter(one -> one.path("step").asText().equals(step))
                .map(one -> one.path("kubectl").asText());
    }

    private List<String> changed() {
        Map<String, JsonNode> after = desired(simulation);
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        List<String> changed = new ArrayList<>();
        for (String name : all) {
            if (!after.containsKey(name)) {
                changed.add(name + " is gone");
            } else if (!after.get(name).equals(before.get(name))) {
                changed.add(name + (before.containsKey(name) ? " is another" : " is new"));
            }
        }
        return changed;
    }

    private List<String> ungated(List<JsonNode> steps) {
        Set<String> gated = steps.stream()
                .filter(step -> step.path("step").asText().equals("executing"))
                .map(step -> step.path("audit_id").asText())
                .collect(Collectors.toSet());
        return simulation.requests().since(mark).stream()
                .filter(Deeds::wrote)
                .filter(entry -> !gated.contains(entry.auditId()))
                .map(AccessLog.Entry::toString)
                .toList();
    }

    /** To ask who one is and what one may do is a POST too, and so is a rehearsal. */
    private static boolean wrote(AccessLog.Entry entry) {
        return !entry.method().equals("GET")
                && entry.code() < 300
                && !entry.target().contains("dryRun=All")
                && REVIEWS.stream().noneMatch(entry.target()::startsWith);
    }

    private static Map<String, JsonNode> desired(Simulation simulation) {
        Map<String, JsonNode> all = new TreeMap<>();
        for (ObjectNode object : simulation.objects()) {
            if (!object.path("kind").asText().equals("Event")) {
                JsonNode metadata = object.path("metadata");
                String namespace = metadata.path("namespace").asText();
                String name = "%s %s%s"
                        .formatted(
                                object.path("kind").asText(),
                                namespace.isEmpty() ? "" : namespace + "/",
                                metadata.path("name").asText());
                object.remove("status");
                ((ObjectNode) metadata).remove(BOOKKEEPING);
                all.put(name, object);
            }
        }
        return all;
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line of the audit file is no JSON: " + line, e);
        }
    }
}
