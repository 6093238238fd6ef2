package dev.midwatch.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Tool calls out of the pieces of a stream. The index says which call a piece is of; but there are servers that give every call the
 * index 0, none at all, or repeat id and name with every piece.
 */
final class CallPieces {
    /** A call so far. */
    private static final class Call {
        private int index;
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        private boolean complete() {
            return LenientJson.strict(arguments.toString()).isPresent();
        }
    }

    private final List<Call> calls = new ArrayList<>();

    /** @return how many characters it brought */
    int take(JsonNode piece) {
        JsonNode function = piece.path("function");
        String name = function.path("name").asText("");
        String id = piece.path("id").asText("");
        Call call = find(piece.path("index").asInt(-1), id, name);
        if (call.id.isEmpty()) {
            call.id = id;
        }
        if (!name.equals(call.name)) {
            call.name = name.startsWith(call.name) ? name : call.name + name;
        }
        JsonNode arguments = function.path("arguments");
        String more = arguments.isTextual()
                ? arguments.asText()
                : arguments.isNull() || arguments.isMissingNode() ? "" : arguments.toString();
        call.arguments.append(more);
        return name.length() + more.length();
    }

    private Call find(int index, String id, String name) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            Call call = calls.get(i);
            boolean sameId = !id.isEmpty() && id.equals(call.id);
            boolean sameIndex = index >= 0 ? index == call.index : i == calls.size() - 1;
            if (sameId || sameIndex && !begins(call, index, id, name)) {
                return call;
            }
        }
        Call call = new Call();
        call.index = index;
        calls.add(call);
        return call;
    }

    /** Whether a piece that could be of this call is the first one of the next. */
    private static boolean begins(Call call, int index, String id, String name) {
        if (name.isEmpty()) {
            return false;
        }
        boolean otherId = !id.isEmpty() && !call.id.isEmpty() && !id.equals(call.id);
        boolean otherName = index < 0 && !call.name.isEmpty() && !name.startsWith(call.name);
        return otherId || otherName || !call.arguments.isEmpty() && call.complete();
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    ArrayNode whole() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Call call : calls) {
            ObjectNode node = all.addObject().put("type", "function");
            if (!call.id.isEmpty()) {
                node.put("id", call.id);
            }
            node.putObject("function").put("name", call.name).put("arguments", call.arguments.toString());
        }
        return all;
    }
}
