package dev.midwatch.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.model.ModelException.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes what servers send into what the model library can read. It fails on arguments that are an object instead of a string and
 * on missing ids, knows only OpenAI's own finish reasons, and takes an error document under status 200 for an empty answer.
 */
final class AnswerRepair {
    /** What other vendors call the same ends. */
    private static final Map<String, String> FINISH_REASONS = Map.ofEntries(
            Map.entry("eos", "stop"),
            Map.entry("eos_token", "stop"),
            Map.entry("end_turn", "stop"),
            Map.entry("stop_sequence", "stop"),
            Map.entry("max_tokens", "length"),
            Map.entry("tool_use", "tool_calls"),
            Map.entry("safety", "content_filter"));

    private static final int EXCERPT = 300;

    private static final Pattern TITLE = Pattern.compile("<title>(.{1,80}?)</title>", Pattern.CASE_INSENSITIVE);

    private AnswerRepair() {}

    /** @throws ModelException if there is no answer in it */
    static String repair(String body) {
        JsonNode root = LenientJson.strict(body)
                .orElseThrow(() -> new ModelException(
                        Kind.BROKEN_ANSWER, "the model server did not answer with JSON: " + excerpt(body)));
        refuseError(root);
        if (!(root.path("choices").path(0) instanceof ObjectNode choice)
                || !choice.path("message").isObject()) {
            throw new ModelException(Kind.BROKEN_ANSWER, "the model server's answer holds no message");
        }
        String reason = choice.path("finish_reason").asText("").toLowerCase(Locale.ROOT);
        if (choice.hasNonNull("finish_reason")) {
            choice.put("finish_reason", FINISH_REASONS.getOrDefault(reason, reason));
        }
        int number = 0;
        for (JsonNode call : choice.path("message").path("tool_calls")) {
            repairCall(
                    (ObjectNode) call,
                    ++number,
                    !choice.path("finish_reason").asText().equals("length"));
        }
        return root.toString();
    }

    /** @throws ModelException for an error object under status 200 or in a stream, of the kind it would have had as a status */
    static void refuseError(JsonNode root) {
        boolean bare = root.path("object").asText("").equals("error");
        if (bare || root.hasNonNull("error")) {
            int code = (bare ? root : root.path("error")).path("code").asInt();
            Kind kind = code >= 400 && code < 600 ? Kind.of(code) : Kind.BROKEN_ANSWER;
            throw new ModelException(kind, "the model server answered with an error: " + message(root.toString()));
        }
    }

    private static void repairCall(ObjectNode call, int number, boolean complete) {
        if (!call.hasNonNull("id") || call.path("id").asText().isBlank()) {
            call.put("id", "call_" + number);
        }
        if (!call.hasNonNull("type")) {
            call.put("type", "function");
        }
        if (!(call.get("function") instanceof ObjectNode function)
                || function.path("name").asText("").isBlank()) {
            throw new ModelException(Kind.BROKEN_ANSWER, "the model called a tool without a name");
        }
        function.put("arguments", arguments(function.path("arguments"), complete));
    }

    /**
     * What is not even repaired into an object is left as it is: the tool refuses it, and the model reads why.
     *
     * @param complete false: the answer was cut, and nothing may be closed that the model had not done with
     */
    private static String arguments(JsonNode given, boolean complete) {
        if (given.isNull() || given.isMissingNode()) {
            return "{}";
        }
        if (!given.isTextual()) {
            return given.toString();
        }
        String text = given.asText();
        if (text.isBlank()) {
            return "{}";
        }
        JsonNode read = (complete ? LenientJson.repaired(text) : LenientJson.strict(text)).orElse(given);
        if (read.isTextual() && read != given) {
            read = LenientJson.strict(read.asText()).orElse(given);
        }
        return read.isObject()
                        && LenientJson.strict(text).filter(JsonNode::isObject).isEmpty()
                ? read.toString()
                : text;
    }

    /** What an error body says, short enough for a log line. */
    static String message(String body) {
        JsonNode root = LenientJson.strict(body).orElse(null);
        if (root == null) {
            return excerpt(body);
        }
        JsonNode error = root.path("error");
        String said = error.isTextual()
                ? error.asText()
                : error.path("message").asText(root.path("message").asText(""));
        return excerpt(said.isEmpty() ? body : said);
    }

    /** Of a page that a proxy answered with instead of the model server, its title: nobody reads tags at night. */
    private static String excerpt(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.startsWith("<")) {
            Matcher title = TITLE.matcher(line);
            return "a page of HTML" + (title.find() ? ", \"" + title.group(1).strip() + "\"" : "");
        }
        return line.isEmpty() ? "an empty body" : line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }
}
