package dev.midwatch.skills.k8s.kubectl;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.LogQuery;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Reads a real API server with a token, for the comparison with the real kubectl. */
final class RealCluster implements ClusterReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

    private final String server;
    private final String token;
    private final HttpClient http;

    private RealCluster(String server, String token, HttpClient http) {
        this.server = server;
        this.token = token;
        this.http = http;
    }

    static RealCluster of(Path kubeconfig) throws IOException, GeneralSecurityException {
        Json config = Json.of(new ObjectMapper(new YAMLFactory())
                .readValue(kubeconfig.toFile(), new TypeReference<Map<String, Object>>() {}));
        Json cluster = config.get("clusters").items().get(0).get("cluster");
        byte[] authority = Base64.getDecoder()
                .decode(cluster.get("certificate-authority-data").text());
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "ca", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(authority)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return new RealCluster(
                cluster.get("server").text(),
                config.get("users").items().get(0).at("user.token").text(),
                HttpClient.newBuilder().sslContext(tls).build());
    }

    @Override
    public List<KubeObject> list(ListQuery query) throws ClusterException {
        List<KubeObject> objects = new ArrayList<>();
        for (Json item : get(path(query.type(), query.namespace()) + parameters(query), "application/json")
                .get("items")
                .items()) {
            objects.add(object(query.type(), item));
        }
        return objects;
    }

    @Override
    public boolean sees(ResourceType type, String namespace) {
        return true;
    }

    @Override
    public Optional<KubeObject> find(ResourceType type, String namespace, String name) throws ClusterException {
        try {
            return Optional.of(object(type, get(path(type, namespace) + "/" + name, "application/json")));
        } catch (ClusterException e) {
            if (e.why() == Why.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public String logs(LogQuery query) {
        throw new UnsupportedOperationException("there is no kubelet");
    }

    @Override
    public Table table(ListQuery query) throws ClusterException {
        Json table = get(path(query.type(), query.namespace()) + parameters(query), TABLE);
        return new Table(
                table.get("columnDefinitions").items().stream()
                        .map(column -> new Table.Column(column.get("name").text(), (int)
                                column.get("priority").number(0)))
                        .toList(),
                table.get("rows").items().stream()
                        .map(row -> new Table.Row(
                                row.get("cells").items().stream()
                                        .map(RealCluster::cell)
                                        .toList(),
                                row.at("object.metadata")))
                        .toList());
    }

    private static String cell(Json cell) {
        return cell.isPresent() ? cell.text() : "<nil>";
    }

    @Override
    public boolean allowed(Permission permission, String namespace) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Json document(String path) throws ClusterException {
        return get(path, "application/json");
    }

    /** Without managed fields, as the kernel keeps objects. */
    private static KubeObject object(ResourceType type, Json json) {
        Map<String, Object> object = new LinkedHashMap<>();
        json.members().forEach((key, value) -> object.put(key, value.raw()));
        Map<String, Object> metadata = new LinkedHashMap<>();
        json.get("metadata").members().forEach((key, value) -> metadata.put(key, value.raw()));
        metadata.remove("managedFields");
        object.put("metadata", metadata);
        return KubeObject.of(type, object);
    }

    private static String path(ResourceType type, String namespace) {
        return (type.group().isEmpty() ? "/api/" : "/apis/")
                + type.apiVersion()
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/"
                + type.plural();
    }

    private static String parameters(ListQuery query) {
        return "?labelSelector=" + URLEncoder.encode(query.labels(), StandardCharsets.UTF_8) + "&fieldSelector="
                + URLEncoder.encode(query.fields(), StandardCharsets.UTF_8);
    }

    private Json get(String path, String accept) throws ClusterException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", accept)
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new ClusterException(
                        response.statusCode() == 404 ? Why.NOT_FOUND : Why.FAILED, path + ": " + response.body());
            }
            return Json.of(JSON.readValue(response.body(), new TypeReference<Map<String, Object>>() {}));
        } catch (IOException e) {
            throw new ClusterException(Why.UNREACHABLE, path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException(Why.TIMEOUT, path, e);
        }
    }
}
