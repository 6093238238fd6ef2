package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cluster with a fault in it, or with something healthy that looks like one.
 *
 * @param name          area/name-of-the-file
 * @param rows          rows of the catalogue of checks
 * @param lint          whether matters of hygiene are looked at too
 * @param expect        every finding that is told, and no other
 * @param simulatorOnly why it cannot be played on a real API server
 * @param answers       what a kubelet would answer: path to text or document
 * @param checks        what the operator set of the checks, as in the configuration
 * @param history       what earlier looks measured
 */
public record Scenario(
        String name,
        List<Integer> rows,
        String story,
        boolean lint,
        List<Expected> expect,
        Optional<String> simulatorOnly,
        Map<String, JsonNode> answers,
        JsonNode checks,
        List<History> history,
        List<ObjectNode> objects) {
    public Scenario {
        rows = List.copyOf(rows);
        expect = List.copyOf(expect);
        answers = Map.copyOf(answers);
        history = List.copyOf(history);
        objects = List.copyOf(objects);
    }

    /** Whether nothing is broken in it. */
    public boolean lookAlike() {
        return expect.isEmpty();
    }

    /** Its objects, their moments counted from that one. */
    public List<ObjectNode> objects(Instant now) {
        return objects.stream()
                .map(object -> (ObjectNode) Moments.fill(object, now))
                .toList();
    }

    /** What a kubelet would answer at that moment. */
    public JsonNode answer(String path, Instant now) {
        return Moments.fill(answers.get(path), now);
    }
}
