package dev.midwatch.core.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.kube.WatchEvent.Bookmark;
import dev.midwatch.core.kube.WatchEvent.Failed;
import dev.midwatch.core.kube.WatchEvent.Gone;
import dev.midwatch.core.kube.WatchEvent.Put;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the answer to a watch, one change after the other, each projected while it streams in. */
final class WatchReader implements AutoCloseable {
    private final ResourceType type;
    private final InputStream body;
    private final Projection projection;
    private final Sharing sharing;
    private JsonParser parser;
    private ObjectParser objects;

    /** Answers to something else than was asked are no watch. */
    static final class NoWatchException extends IOException {
        private static final long serialVersionUID = 1L;

        NoWatchException() {
            super("the answer is not that to a watch");
        }
    }

    WatchReader(ResourceType type, InputStream body, Projection projection, Sharing sharing) {
        this.type = type;
        this.body = body;
        this.projection = projection;
        this.sharing = sharing;
    }

    /** Waits for the next one; empty when the server has ended the watch. */
    Optional<WatchEvent> next() throws IOException {
        if (parser == null) {
            // Waits for the first bytes.
            parser = ApiConnection.parser(projection.of(body));
            objects = new ObjectParser(parser, sharing);
        }
        JsonToken token = parser.nextToken();
        if (token == null) {
            return Optional.empty();
        }
        // API servers write the kind of change first, and it says how to read the object.
        require(token == JsonToken.START_OBJECT && "type".equals(parser.nextFieldName()));
        String kind = String.valueOf(parser.nextTextValue());
        require("object".equals(parser.nextFieldName()) && parser.nextToken() == JsonToken.START_OBJECT);
        WatchEvent event = event(kind);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            require(parser.currentToken() != null);
            parser.skipChildren();
        }
        return Optional.of(event);
    }

    private WatchEvent event(String kind) throws IOException {
        if (kind.equals("ERROR")) {
            Json status = Json.of(objects.object(Projection.everything(type)));
            return new Failed(
                    (int) status.get("code").number(0), status.get("message").text());
        }
        KubeObject object = KubeObject.of(type, objects.object(projection));
        String version = object.at("metadata.resourceVersion").text(objects.version());
        return switch (kind) {
            case "ADDED", "MODIFIED" -> new Put(object, version);
            case "DELETED" -> new Gone(object, version);
            case "BOOKMARK" -> new Bookmark(version);
            default -> throw new NoWatchException();
        };
    }

    private static void require(boolean asExpected) throws IOException {
        if (!asExpected) {
            throw new NoWatchException();
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
