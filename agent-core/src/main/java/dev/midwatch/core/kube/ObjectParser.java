package dev.midwatch.core.kube;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.text.KnownSecrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Builds the kept part of JSON values straight from the stream. */
final class ObjectParser {
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** What is secret in the object that is being read; from whom it is, is known when all of it is. */
    private record Told(boolean held, String name, String value) {}

    private final JsonParser parser;
    private final Sharing sharing;
    private final List<Told> told = new ArrayList<>();
    private CertificateFacts certificates;
    private int depth;
    private boolean inMetadata;
    private String version = "";

    ObjectParser(JsonParser parser, Sharing sharing) {
        this.parser = parser;
        this.sharing = sharing;
    }

    /** The object the parser stands at the start of. */
    @SuppressWarnings("unchecked")
    Map<String, Object> object(Projection projection) throws IOException {
        told.clear();
        depth = 0;
        version = "";
        Map<String, Object> object = (Map<String, Object>) map(projection);
        String namespace =
                object.get("metadata") instanceof Map<?, ?> metadata && metadata.get("namespace") instanceof String name
                        ? name
                        : "";
        told.forEach(one -> learn(namespace, one));
        return object;
    }

    /** The resource version of the object that was read last, if it was not kept. */
    String version() {
        return version;
    }

    private static void learn(String namespace, Told one) {
        if (one.held()) {
            KnownSecrets.ofProcess().learnValue(namespace, one.name(), one.value());
        } else {
            KnownSecrets.ofProcess().learnIfNamed(namespace, one.name(), one.value());
        }
    }

    private Object value(Projection projection) throws IOException {
        if (projection.measures()) {
            return measured();
        }
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

    /** How long the texts of the value are that begins here; none of them is kept. */
    private long measured() throws IOException {
        long size = 0;
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING) {
                size += parser.getTextLength();
            }
            if (depth == 0) {
                return size;
            }
            token = advance();
        }
    }

    private Object map(Projection projection) throws IOException {
        List<Object> members = new ArrayList<>(16);
        String name = "";
        depth++;
        while (advance() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            inMetadata = depth == 1 ? key.equals("metadata") : inMetadata;
            Projection member = projection.member(key);
            if (member == null) {
                skip(key, projection.keepsKeys());
                if (projection.keepsKeys()) {
                    members.add(sharing.share(key));
                    members.add("");
                }
                continue;
            }
            Object value = projection.blanksValues() ? blank(projection, key) : value(member);
            if (value != null) {
                members.add(sharing.share(key));
                members.add(value);
            }
            if (value instanceof String text) {
                String speaks = key.equals("value") ? name : key;
                if (KnownSecrets.tells(speaks)) {
                    told.add(new Told(false, speaks, text));
                }
                name = key.equals("name") ? text : name;
            }
            if (key.equals("metadata") && value instanceof Map<?, ?> metadata) {
                leaveReadable(metadata);
            }
        }
        depth--;
        return sharing.share(new CompactMap(members.toArray()));
    }

    /** What an object is called is evidence, also if somebody keeps the same in a Secret. */
    private static void leaveReadable(Map<?, ?> metadata) {
        Collection<?> labels = metadata.get("labels") instanceof Map<?, ?> map ? map.values() : List.of();
        Stream.concat(Stream.of("name", "namespace").map(metadata::get), labels.stream())
                .filter(String.class::isInstance)
                .forEach(name -> KnownSecrets.ofProcess().leaveReadable((String) name));
    }

    /** What is dropped tells nevertheless what else is secret: what a Secret holds, or held when it was applied. */
    private void skip(String key, boolean ofSecret) throws IOException {
        if (inMetadata && depth == 2 && key.equals("resourceVersion")) {
            version = parser.getValueAsString("");
        }
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
            told.add(new Told(true, Projection.LAST_APPLIED, text));
        }
    }

    /** The value stays on the server; what it was is kept in mind, so that it goes out nowhere else. */
    private Object blank(Projection projection, String key) throws IOException {
        Object open = projection.tellsCertificates(key) ? List.of() : "";
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            String text = parser.getText();
            told.add(new Told(true, key, text));
            if (projection.tellsCertificates(key)) {
                open = certificates().of(text);
            }
        }
        parser.skipChildren();
        return open;
    }

    private CertificateFacts certificates() {
        if (certificates == null) {
            certificates = new CertificateFacts(sharing);
        }
        return certificates;
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
