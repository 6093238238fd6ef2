package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The framed part of a message. What was not given is the empty text.
 *
 * @param color 0xRRGGBB of the bar at its left
 * @param timestamp ISO 8601
 */
public record Embed(
        String author,
        String title,
        String url,
        String description,
        OptionalInt color,
        List<Field> fields,
        String footer,
        String timestamp) {

    /** A named value. */
    public record Field(String name, String value, boolean inline) {}

    /** All its words, one part a line: for a test that asks whether something was said at all. */
    public String text() {
        Stream<String> head = Stream.of(author, title, description);
        Stream<String> middle = fields.stream().flatMap(field -> Stream.of(field.name(), field.value()));
        return String.join(
                "\n",
                Stream.concat(Stream.concat(head, middle), Stream.of(footer))
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    static Embed of(JsonNode json) {
        return new Embed(
                json.path("author").path("name").asText(),
                json.path("title").asText(),
                json.path("url").asText(""),
                json.path("description").asText(""),
                json.hasNonNull("color") ? OptionalInt.of(json.get("color").asInt()) : OptionalInt.empty(),
                Json.list(json.path("fields")).stream().map(Embed::field).toList(),
                json.path("footer").path("text").asText(),
                json.path("timestamp").asText(""));
    }

    private static Field field(JsonNode json) {
        return new Field(
                json.path("name").asText(),
                json.path("value").asText(),
                json.path("inline").asBoolean());
    }
}
