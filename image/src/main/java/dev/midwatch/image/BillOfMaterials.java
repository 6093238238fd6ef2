package dev.midwatch.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in the image, in CycloneDX's format: of all components that Maven knows of in this project those whose jars are there, with the digests of
 * the files as they are there, and what does not come by Maven.
 */
final class BillOfMaterials {
    static final String PATH = "usr/share/doc/midwatch/sbom.cdx.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final JsonNode known;
    private final List<ObjectNode> components = new ArrayList<>();

    /** @param known what cyclonedx-maven-plugin made of the whole project */
    BillOfMaterials(Path known) {
        try {
            this.known = JSON.readTree(known.toFile());
        } catch (IOException e) {
            throw new ImageException("the bill of materials %s cannot be read: %s".formatted(known, e.getMessage()), e);
        }
    }

    /** Every jar of the tree; one that Maven does not know of is an error. */
    void jars(Tree tree) {
        Map<String, JsonNode> byFile = new LinkedHashMap<>();
        known.path("components")
                .forEach(each -> byFile.put(
                        "%s-%s.jar"
                                .formatted(
                                        each.path("name").asText(),
                                        each.path("version").asText()),
                        each));
        Map<String, List<String>> places = new TreeMap<>();
        for (String path : tree.entries()) {
            if (path.endsWith(".jar") && path.startsWith(Application.DIRECTORY)) {
                String name = Path.of(path).getFileName().toString();
                places.computeIfAbsent(name, first -> new ArrayList<>()).add(path);
            }
        }
        places.forEach((name, paths) -> {
            JsonNode component = byFile.get(name);
            if (component == null) {
                throw new ImageException("no component of the bill of materials is in %s".formatted(name));
            }
            components.add(shipped(component.deepCopy(), tree, paths));
        });
    }

    private static ObjectNode shipped(ObjectNode component, Tree tree, List<String> paths) {
        ArrayNode hashes = component.putArray("hashes");
        paths.stream()
                .map(path -> sha256(tree.path(path)))
                .distinct()
                .forEach(hash -> hashes.addObject().put("alg", "SHA-256").put("content", hash));
        ArrayNode properties = component.putArray("properties");
        paths.forEach(
                path -> properties.addObject().put("name", "midwatch:path").put("value", "/" + path));
        return component;
    }

    void add(String type, String name, String version, String url, String licence) {
        ObjectNode component = JSON.createObjectNode();
        component.put("type", type).put("bom-ref", url).put("name", name).put("version", version);
        component.putArray("licenses").addObject().put("expression", licence);
        component.put("purl", url);
        components.add(component);
    }

    /** One line for each component: its name, version, licences. */
    List<String> lines() {
        return components.stream()
                .map(each -> "%s %s: %s"
                        .formatted(
                                each.path("name").asText(), each.path("version").asText(), licences(each)))
                .sorted()
                .toList();
    }

    private static String licences(JsonNode component) {
        List<String> names = new ArrayList<>();
        component.path("licenses").forEach(each -> {
            JsonNode licence = each.path("license");
            names.add(
                    each.has("expression")
                            ? each.path("expression").asText()
                            : licence.path("id").asText(licence.path("name").asText()));
        });
        return names.isEmpty() ? "not declared" : String.join(", ", names);
    }

    String json(Release release) {
        ObjectNode bill = JSON.createObjectNode();
        bill.put("bomFormat", "CycloneDX")
                .put("specVersion", known.path("specVersion").asText())
                .put("version", 1);
        ObjectNode metadata =
                bill.putObject("metadata").put("timestamp", release.time().toString());
        metadata.putObject("component")
                .put("type", "container")
                .put("bom-ref", "midwatch")
                .put("name", "midwatch")
                .put("version", release.version());
        bill.putArray("components").addAll(components);
        try {
            return JSON.writeValueAsString(bill) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(Path file) {
        try {
            return sha256(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
