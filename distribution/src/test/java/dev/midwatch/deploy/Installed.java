package dev.midwatch.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the gateway's container finds: the ConfigMap as files, and its environment.
 *
 * @param seed        where the ConfigMap is mounted
 * @param environment of the container
 */
record Installed(Path seed, Map<String, String> environment) {
    /** Nobody has filled in the Secret. */
    static Installed in(Path directory) throws IOException {
        Manifests base = Manifests.base();
        Path seed = Files.createDirectories(directory.resolve("seed"));
        for (Map.Entry<String, JsonNode> file :
                base.get("ConfigMap", "midwatch-seed").path("data").properties()) {
            Files.writeString(seed.resolve(file.getKey()), file.getValue().asText());
        }
        Map<String, String> environment = new HashMap<>(
                Manifests.variables(base.get("Deployment", "midwatch").at("/spec/template")));
        secret().properties()
                .forEach(value ->
                        environment.put(value.getKey(), value.getValue().asText()));
        environment.put("MIDWATCH_SEED", seed.toString());
        return new Installed(seed, environment);
    }

    /** Somebody has: no Discord, and a model that is not there. */
    Installed filledIn() {
        Map<String, String> filled = new HashMap<>(environment);
        filled.replaceAll((name, value) -> !value.startsWith("REPLACE-ME")
                ? value
                : name.startsWith("DISCORD_") ? "" : "filled-in-0123456789-" + name.toLowerCase(Locale.ROOT));
        return new Installed(seed, filled);
    }

    static JsonNode secret() throws IOException {
        return Manifests.of(Manifests.BASE.resolve("secret.yaml"))
                .get("Secret", "midwatch")
                .path("stringData");
    }
}
