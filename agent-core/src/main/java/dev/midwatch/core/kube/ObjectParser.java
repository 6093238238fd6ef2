package dev.midwatch.core.kube;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.text.KnownSecrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds the kept part of JSON values straight from the stream. */
final class ObjectParser {
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final JsonParser parser;
    private final Sharing sharing;

    ObjectParser(JsonParser parser, Sharing sharing) {
        this.parser = parser;
        this.sharing = sharing;
    }

    /** The object the parser stands at the start of. */
    @SuppressWarnings("unchecked")
    Map<String, Object> object(Projection projection) throws IOException {
        return (Map<String, Object>) map(projection);
    }

    private Object value(Projection projection) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> map(projection);
            case START_ARRAY -> list(projection);
            case VALUE_STRING -> sharing.share(parser.getText());
            case VALUE_NUMBER_INT -> sharing.share((Object) parser.getNumberValue());
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new IOException("unexpected " + parser.currentToken());
        };
    }

    private Object map(Projection projection) throws IOException {
        List<Object> members = new ArrayList<>(16);
        String name = "";
        while (advance() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            Projection member = projection.member(key);
            if (member == null) {
                skip(key, projection.keepsKeys());
                if (projection.keepsKeys()) {
                    members.add(sharing.share(key));
                    members.add("");
                }
                continue;
            }
            Object value = projection.blanksValues() ? blank(key) : value(member);
            if (value != null) {
                members.add(sharing.share(key));
                members.add(value);
            }
            if (value instanceof String text) {
                KnownSecrets.ofProcess().learnIfNamed(key.equals("value") ? name : key, text);
                name = key.equals("name") ? text : name;
            }
        }
        return sharing.share(new CompactMap(members.toArray()));
    }

    /** What is dropped tells nevertheless what else is secret: what a Secret holds, or held when it was applied. */
    private void skip(String key, boolean ofSecret) throws IOException {
        boolean applied = key.equals(Projection.LAST_APPLIED);
        if ((ofSecret || applied) && parser.currentToken() == JsonToken.VALUE_STRING) {
            String text = parser.getText();
            if (text.startsWith("{") && (ofSecret || text.contains("\"Secret\""))) {
                learnCopy(text);
            }
        }
        parser.skipChildren();
    }

    private void learnCopy(String text) {
        try (JsonParser copy = JSON.createParser(text)) {
            if (copy.nextToken() == JsonToken.START_OBJECT) {
                new ObjectParser(copy, sharing).object(Projection.everything(ResourceType.SECRETS));
            }
        } catch (IOException notJson) {
            KnownSecrets.ofProcess().learn(text);
        }
    }

    /** The value stays on the server; what it was is kept in mind, so that it goes out nowhere else. */
    private Object blank(String key) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            KnownSecrets.ofProcess().learnValue(key, parser.getText());
        }
        parser.skipChildren();
        return "";
    }

    private Object list(Projection projection) throws IOException {
        List<Object> items = new ArrayList<>();
        while (advance() != JsonToken.END_ARRAY) {
            Object item = value(projection);
            if (item != null) {
                items.add(item);
            }
        }
        return sharing.share(List.copyOf(items));
    }

    /** The next token; an answer that ends here is cut. */
    private JsonToken advance() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new IOException("the answer ends in the middle of an object");
        }
        return token;
    }
}
