package dev.midwatch.core.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Lists a type page by page, each object projected while it streams in. A list is whole or it is an exception. */
final class ListReader implements Lists {
    private static final int RESTARTS = 3;

    private final ApiConnection api;
    private final int pageSize;

    ListReader(ApiConnection api, int pageSize) {
        this.api = api;
        this.pageSize = pageSize;
    }

    @Override
    public Listed list(ResourceType type, String namespace, String fields, Projection projection)
            throws ClusterException {
        return list(type, namespace, "", fields, projection);
    }

    Listed list(ResourceType type, String namespace, String labels, String fields, Projection projection)
            throws ClusterException {
        for (int attempt = 1; ; attempt++) {
            try {
                return pages(type, namespace, labels, fields, projection);
            } catch (ClusterException e) {
                // The continue token expired: what was read is of a state that no longer is.
                if (!e.getMessage().startsWith(Refusals.GONE) || attempt == RESTARTS) {
                    throw e;
                }
            }
        }
    }

    private Listed pages(ResourceType type, String namespace, String labels, String fields, Projection projection)
            throws ClusterException {
        List<KubeObject> all = new ArrayList<>();
        Sharing sharing = new Sharing();
        ApiPath first = ApiPath.list(type, namespace)
                .with("labelSelector", labels)
                .with("fieldSelector", fields)
                .with("limit", Integer.toString(pageSize));
        Page page = new Page("", "");
        do {
            page = api.get(
                    first.with("continue", page.next()),
                    "application/json",
                    body -> page(type, body, projection, sharing, all));
        } while (!page.next().isEmpty());
        return Listed.now(all, page.version());
    }

    /**
     * What a page says of itself.
     *
     * @param next    token of the page after it; empty if it is the last
     * @param version of the cluster; the same on all pages of a list
     */
    record Page(String next, String version) {}

    static Page page(ResourceType type, InputStream body, Projection projection, Sharing sharing, List<KubeObject> into)
            throws IOException {
        Page page = new Page("", "");
        boolean isList = false;
        try (JsonParser parser = ApiConnection.parser(projection.of(body))) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            ObjectParser objects = new ObjectParser(parser, sharing);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                require(key != null);
                parser.nextToken();
                isList |= key.equals("items");
                if (key.equals("metadata") && parser.currentToken() == JsonToken.START_OBJECT) {
                    page = metadata(parser);
                } else if (key.equals("items") && parser.currentToken() != JsonToken.VALUE_NULL) {
                    require(parser.currentToken() == JsonToken.START_ARRAY);
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        require(parser.currentToken() == JsonToken.START_OBJECT);
                        into.add(KubeObject.of(type, objects.object(projection)));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        require(isList);
        return page;
    }

    private static Page metadata(JsonParser parser) throws IOException {
        String next = "";
        String version = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            require(parser.currentName() != null);
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "continue" -> next = parser.getValueAsString("");
                case "resourceVersion" -> version = parser.getValueAsString("");
                default -> parser.skipChildren();
            }
        }
        return new Page(next, version);
    }

    private static void require(boolean asExpected) throws IOException {
        if (!asExpected) {
            throw new IOException("not a Kubernetes list, or one that ends early");
        }
    }
}
