package dev.midwatch.core.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.api.Json;
import dev.midwatch.api.kube.CertificateEnds;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.LogQuery;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Table;
import dev.midwatch.api.kube.Verb;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads of the cluster as it is now. */
final class LiveReader implements ClusterReader {
    private static final String AS_TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ApiConnection api;
    private final ListReader lists;
    private final AccessReview access;

    LiveReader(ApiConnection api, ListReader lists, AccessReview access) {
        this.api = api;
        this.lists = lists;
        this.access = access;
    }

    @Override
    public List<KubeObject> list(ListQuery query) throws ClusterException {
        return lists.list(
                        query.type(),
                        query.namespace(),
                        query.labels(),
                        query.fields(),
                        Projection.everything(query.type()))
                .objects();
    }

    @Override
    public boolean sees(ResourceType type, String namespace) {
        try {
            return access.allowed(Permission.of(Verb.LIST, type), namespace);
        } catch (ClusterException cannotAsk) {
            return false;
        }
    }

    @Override
    public Optional<KubeObject> find(ResourceType type, String namespace, String name) throws ClusterException {
        if (!ApiPath.isName(name)) {
            // An object may name anything as its owner.
            return Optional.empty();
        }
        try {
            return Optional.of(
                    api.get(ApiPath.object(type, namespace, name), "application/json", body -> read(type, body)));
        } catch (ClusterException e) {
            if (e.why() == Why.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static KubeObject read(ResourceType type, InputStream body) throws IOException {
        try (JsonParser parser = ApiConnection.parser(body)) {
            parser.nextToken();
            return KubeObject.of(type, new ObjectParser(parser, new Sharing()).object(Projection.everything(type)));
        }
    }

    @Override
    public String logs(LogQuery query) throws ClusterException {
        ApiPath path = ApiPath.object(ResourceType.PODS, query.namespace(), query.pod())
                .sub("log")
                .with("container", query.container())
                .with("previous", query.previous() ? "true" : "")
                .with("tailLines", Integer.toString(query.tail()))
                .with(
                        "sinceSeconds",
                        query.since()
                                .map(since -> Long.toString(Math.max(1, since.toSeconds())))
                                .orElse(""))
                .with("timestamps", query.timestamps() ? "true" : "");
        try {
            return api.get(path, "*/*", LastBytes::read);
        } catch (ClusterException e) {
            // 400: the container has not started, or there is no earlier run of it.
            throw e.why() == Why.INVALID ? new ClusterException(Why.NOT_FOUND, e.getMessage(), e) : e;
        }
    }

    @Override
    public Table table(ListQuery query) throws ClusterException {
        List<Table.Column> columns = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        ApiPath path = ApiPath.list(query.type(), query.namespace())
                .with("labelSelector", query.labels())
                .with("fieldSelector", query.fields())
                .with("includeObject", ownColumns(query.type()) ? "Object" : "")
                .with("limit", "500");
        String next = "";
        do {
            Json page = api.get(path.with("continue", next), AS_TABLE, LiveReader::json);
            if (!page.get("kind").is("Table")) {
                throw new ClusterException(Why.FAILED, path + ": the server does not print this type as a table");
            }
            if (columns.isEmpty()) {
                page.get("columnDefinitions")
                        .items()
                        .forEach(column ->
                                columns.add(new Table.Column(column.get("name").text(), (int)
                                        column.get("priority").number(0))));
            }
            page.get("rows")
                    .items()
                    .forEach(row -> rows.add(new Table.Row(
                            row.get("cells").items().stream().map(Json::text).toList(), metadata(query.type(), row))));
            next = page.at("metadata.continue").text();
        } while (!next.isEmpty());
        return new Table(columns, rows);
    }

    /** Whether somebody else says what its columns show, a password perhaps; what the objects hold tells that it is one. */
    private static boolean ownColumns(ResourceType type) {
        return type.group().contains(".") && !type.group().endsWith(".k8s.io");
    }

    /** Read as an object is, so that of a Secret nothing stays that a list of Secrets would not show either. */
    private static Json metadata(ResourceType type, Json row) {
        try {
            Json object = row.get("object");
            byte[] bytes = MAPPER.writeValueAsBytes(object.isPresent() ? object.raw() : Map.of());
            return read(type, new ByteArrayInputStream(bytes)).json().get("metadata");
        } catch (IOException ofPlainMaps) {
            throw new UncheckedIOException(ofPlainMaps);
        }
    }

    @Override
    public boolean allowed(Permission permission, String namespace) throws ClusterException {
        return access.allowed(permission, namespace);
    }

    @Override
    public Json document(String path) throws ClusterException {
        return api.get(
                ApiPath.document(path), "application/json", StatsPath.is(path) ? StatsPath::read : LiveReader::json);
    }

    @Override
    public CertificateEnds certificates() throws ClusterException {
        return api.certificates();
    }

    static Json json(InputStream body) throws IOException {
        return Json.of(MAPPER.readValue(body, new TypeReference<Object>() {}));
    }

    /** Keeps the end of a long answer. */
    private static final class LastBytes {
        private static final int MOST = 256 * 1024;

        static String read(InputStream body) throws IOException {
            byte[] kept = new byte[0];
            byte[] chunk = body.readNBytes(MOST);
            while (chunk.length > 0) {
                byte[] joined = new byte[Math.min(MOST, kept.length + chunk.length)];
                int fromKept = joined.length - chunk.length;
                System.arraycopy(kept, kept.length - fromKept, joined, 0, fromKept);
                System.arraycopy(chunk, 0, joined, fromKept, chunk.length);
                kept = joined;
                chunk = body.readNBytes(MOST);
            }
            return new String(kept, StandardCharsets.UTF_8);
        }
    }
}
