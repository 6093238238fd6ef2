package dev.midwatch.simulator.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;

/** RFC 6902. */
final class JsonPatch {
    private JsonPatch() {}

    static ObjectNode apply(ObjectNode object, JsonNode patch) {
        if (!patch.isArray()) {
            throw ApiError.badRequest(
                    "error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch");
        }
        ObjectNode holder = Json.object();
        holder.set("root", object.deepCopy());
        for (JsonNode operation : patch) {
            step(holder, operation);
        }
        return (ObjectNode) holder.get("root");
    }

    private static void step(ObjectNode holder, JsonNode operation) {
        String path = operation.path("path").asText();
        switch (operation.path("op").asText()) {
            case "add" -> put(holder, path, operation.path("value"), false);
            case "replace" -> put(holder, path, operation.path("value"), true);
            case "remove" -> remove(holder, path);
            case "test" -> test(holder, path, operation.path("value"));
            case "copy" ->
                put(
                        holder,
                        path,
                        require(holder, operation.path("from").asText()).deepCopy(),
                        false);
            case "move" -> {
                JsonNode moved =
                        require(holder, operation.path("from").asText()).deepCopy();
                remove(holder, operation.path("from").asText());
                put(holder, path, moved, false);
            }
            default -> throw rejected();
        }
    }

    private static void put(ObjectNode holder, String path, JsonNode value, boolean mustExist) {
        JsonNode parent = parent(holder, path);
        String last = last(path);
        if (mustExist) {
            require(holder, path);
        }
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else if (parent instanceof ArrayNode array) {
            int index = last.equals("-") ? array.size() : index(last);
            if (index > array.size()) {
                throw rejected();
            }
            if (mustExist) {
                array.set(index, value);
            } else {
                array.insert(index, value);
            }
        } else {
            throw rejected();
        }
    }

    private static void remove(ObjectNode holder, String path) {
        require(holder, path);
        JsonNode parent = parent(holder, path);
        if (parent instanceof ObjectNode object) {
            object.remove(last(path));
        } else {
            ((ArrayNode) parent).remove(index(last(path)));
        }
    }

    private static void test(ObjectNode holder, String path, JsonNode expected) {
        if (!require(holder, path).equals(expected)) {
            throw rejected();
        }
    }

    private static JsonNode require(ObjectNode holder, String path) {
        JsonNode found = find(holder, path);
        if (found.isMissingNode()) {
            throw rejected();
        }
        return found;
    }

    private static JsonNode parent(ObjectNode holder, String path) {
        return path.isEmpty() ? holder : find(holder, path.substring(0, path.lastIndexOf('/')));
    }

    private static String last(String path) {
        return path.isEmpty() ? "root" : unescape(path.substring(path.lastIndexOf('/') + 1));
    }

    private static JsonNode find(ObjectNode holder, String path) {
        JsonNode current = holder.get("root");
        String[] steps = path.split("/", -1);
        for (int i = 1; i < steps.length; i++) {
            current = current.isArray() ? current.path(index(steps[i])) : current.path(unescape(steps[i]));
        }
        return current;
    }

    private static int index(String step) {
        if (!step.matches("\\d{1,9}")) {
            throw rejected();
        }
        return Integer.parseInt(step);
    }

    private static String unescape(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    private static ApiError rejected() {
        return new ApiError(
                422, "Invalid", "the server rejected our request due to an error in our request", Json.object());
    }
}
