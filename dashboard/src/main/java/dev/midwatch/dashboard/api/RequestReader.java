package dev.midwatch.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.midwatch.dashboard.http.RequestJson;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads requests of one operation, and refuses what its document does not say. */
final class RequestReader {
    private static final ObjectMapper JSON = RequestJson.bounded(Json.MAPPER);

    private final Operation operation;
    private final Schemas schemas;
    private final Optional<ObjectNode> body;

    RequestReader(Operation operation, Schemas schemas) {
        this.operation = operation;
        this.schemas = schemas;
        this.body = operation.body().map(asked -> schemas.of(asked.type()));
    }

    /** @throws ProblemException naming everything that is wrong with its parameters, or else with its body */
    Call read(Context ctx) {
        List<Fault> faults = new ArrayList<>();
        ObjectNode parameters = parameters(ctx, faults);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return new Call(ctx, parameters, body(ctx));
    }

    private ObjectNode parameters(Context ctx, List<Fault> faults) {
        ObjectNode values = Json.MAPPER.createObjectNode();
        Map<String, List<String>> query = ctx.queryParamMap();
        TreeSet<String> known = new TreeSet<>();
        for (Parameter parameter : operation.parameters()) {
            boolean inPath = parameter.in().equals("path");
            if (!inPath) {
                known.add(parameter.name());
            }
            List<String> given =
                    inPath ? List.of(ctx.pathParam(parameter.name())) : query.getOrDefault(parameter.name(), List.of());
            value(parameter, given, faults).ifPresent(value -> values.set(parameter.name(), value));
        }
        query.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> faults.add(Fault.of(name, Nearest.unknown(name, known))));
        return values;
    }

    private static Optional<JsonNode> value(Parameter parameter, List<String> given, List<Fault> faults) {
        if (given.isEmpty()) {
            if (parameter.required()) {
                faults.add(Fault.of(parameter.name(), "is missing"));
            }
            return Optional.ofNullable(parameter.schema().get("default"));
        }
        if (given.size() > 1 && !parameter.many()) {
            faults.add(Fault.of(parameter.name(), "is given " + given.size() + " times"));
            return Optional.empty();
        }
        JsonNode value = parameter.many()
                ? texts(given)
                : one(parameter.schema().path("type").asText(), given.get(0));
        faults.addAll(SchemaCheck.parameter(parameter, value));
        return Optional.of(value);
    }

    private static ArrayNode texts(List<String> given) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        given.forEach(all::add);
        return all;
    }

    private static JsonNode one(String type, String text) {
        boolean number = type.equals("integer") && text.matches("-?\\d{1,18}");
        boolean flag = type.equals("boolean") && text.matches("true|false");
        if (number) {
            return Json.MAPPER.getNodeFactory().numberNode(Long.parseLong(text));
        }
        return flag ? Json.MAPPER.getNodeFactory().booleanNode(text.equals("true")) : TextNode.valueOf(text);
    }

    private JsonNode body(Context ctx) {
        if (body.isEmpty()) {
            if (operation.writes() && !ctx.body().isEmpty()) {
                throw ProblemException.invalid(List.of(Fault.at("#", "is not empty, and this takes no content")));
            }
            return MissingNode.getInstance();
        }
        String type = Optional.ofNullable(ctx.contentType()).orElse("").toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals(Reply.JSON)) {
            throw new ProblemException(415, "not-json", "Send JSON, and say so: Content-Type: application/json.");
        }
        JsonNode value = parse(ctx.body());
        List<Fault> faults = SchemaCheck.body(schemas, body.get(), value);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return value;
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode value = JSON.readTree(text);
            if (value.isMissingNode()) {
                throw ProblemException.invalid(List.of(Fault.at("#", "is missing")));
            }
            return value;
        } catch (JsonProcessingException wrong) {
            String where = wrong.getLocation() == null
                    ? ""
                    : " (line %d, column %d)"
                            .formatted(
                                    wrong.getLocation().getLineNr(),
                                    wrong.getLocation().getColumnNr());
            throw ProblemException.invalid(List.of(Fault.at("#", "is not JSON" + where)));
        }
    }
}
