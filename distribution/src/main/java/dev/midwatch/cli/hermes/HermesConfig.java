package dev.midwatch.cli.hermes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.ConfigException;
import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes over {@code config.yaml}. What fits is judged by the reader of the configuration itself: what it refuses stays behind, with its
 * words, until it refuses nothing. A file that it takes as it is comes over with its comments.
 *
 * @param judged a data directory in which texts are tried
 */
record HermesConfig(ForeignHome from, OwnFiles own, Home judged, Collection<String> plugins, Takeover takeover) {
    private static final String NAME = "config.yaml";
    private static final Set<String> OPENAI = Set.of("openai-api", "openai", "openai-compatible", "custom");
    /** What Discord's section has here. */
    private static final Set<String> DISCORD = Set.of(
            "bot_token", "home_channel", "api_base_url", "gateway_url", "allowed_users", "allowed_roles", "levels");

    private static final int MOST_PROBLEMS = 500;
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));

    /** @param env of the data directory here, to which values may refer */
    void take(String env) throws IOException {
        String text = from.text(NAME).orElse("");
        if (text.isBlank()) {
            return;
        }
        Files.createDirectories(judged.directory());
        Files.writeString(judged.env(), env);
        ObjectNode tree;
        try {
            JsonNode read = YAML.readTree(text);
            if (!read.isObject()) {
                takeover.left(NAME, "is not a mapping of keys to values");
                return;
            }
            tree = (ObjectNode) read;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            takeover.left(
                    NAME + ":" + line,
                    "is not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
            return;
        }
        ObjectNode before = tree.deepCopy();
        model(tree);
        references(tree);
        discord(tree);
        boolean fits = judge(tree, tree.equals(before) ? text : "");
        String result = fits && tree.equals(before) ? text : YAML.writeValueAsString(tree);
        write(result, tree);
    }

    private void write(String result, ObjectNode tree) throws IOException {
        if (tree.isEmpty()) {
            return;
        }
        switch (own.write(own.home().config(), result)) {
            case NEW ->
                tree.properties().stream()
                        .map(section -> NAME + ": " + section.getKey())
                        .filter(what -> !takeover.isLeft(what))
                        .forEach(takeover::taken);
            case SAME -> takeover.taken(NAME, "is so here already");
            case REFUSED ->
                takeover.left(
                        NAME, "there is one here that an operator wrote; --force writes over it and keeps a copy");
        }
    }

    /** Forms that the other agent takes and this one writes otherwise. */
    private void model(ObjectNode tree) {
        if (tree.path("model").isTextual()) {
            String name = tree.get("model").asText();
            tree.putObject("model").put("default", name);
            takeover.changed(NAME + ": model", "a name alone is model.default here");
        }
        if (!(tree.get("model") instanceof ObjectNode model)) {
            return;
        }
        if (model.path("model").isTextual() && !model.has("default")) {
            model.set("default", model.remove("model"));
            takeover.changed(NAME + ": model.model", "is called model.default here");
        }
        String provider = model.path("provider").asText("openai-api");
        if (!OPENAI.contains(provider)) {
            model.put("provider", "openai-api");
            takeover.changed(
                    NAME + ": model.provider",
                    model.has("base_url")
                            ? "%s: every endpoint that speaks OpenAI's API is openai-api here, and base_url says which"
                                    .formatted(provider)
                            : "%s: set model.base_url or OPENAI_BASE_URL to an endpoint that speaks OpenAI's API"
                                    .formatted(provider));
        }
    }

    /** {@code ${NAME}} is {@code ${ENV:NAME}} here. */
    private void references(ObjectNode tree) {
        tree.fieldNames().forEachRemaining(section -> {
            JsonNode value = tree.get(section);
            JsonNode changed = references(value);
            if (!changed.equals(value)) {
                tree.set(section, changed);
                takeover.changed(NAME + ": " + section, "${NAME} is written ${ENV:NAME} here");
            }
        });
    }

    private static JsonNode references(JsonNode node) {
        if (node.isTextual()) {
            return YAML.getNodeFactory()
                    .textNode(node.asText().replaceAll("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}", "\\${ENV:$1}"));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode changed = YAML.createObjectNode();
            object.properties().forEach(field -> changed.set(field.getKey(), references(field.getValue())));
            return changed;
        }
        if (node.isArray()) {
            var changed = YAML.createArrayNode();
            node.forEach(item -> changed.add(references(item)));
            return changed;
        }
        return node;
    }

    private void discord(ObjectNode tree) {
        if (tree.get("discord") instanceof ObjectNode discord) {
            List<String> keys = List.copyOf(
                    discord.properties().stream().map(Map.Entry::getKey).toList());
            keys.stream().filter(key -> !DISCORD.contains(key)).forEach(key -> {
                discord.remove(key);
                takeover.left(NAME + ": discord." + key, "there is no such setting here");
            });
            if (discord.isEmpty()) {
                tree.remove("discord");
            }
        }
    }

    /** Takes out of the tree what is refused; says whether nothing was. */
    private boolean judge(ObjectNode tree, String written) throws IOException {
        boolean fits = true;
        for (int i = 0; i < MOST_PROBLEMS && !tree.isEmpty(); i++) {
            Files.writeString(judged.config(), fits && !written.isEmpty() ? written : YAML.writeValueAsString(tree));
            try {
                Config config = ConfigLoader.load(judged, Map.of(), Map.of());
                config.sections().requireKnown(plugins);
                config.sections().notices().forEach(this::idle);
                return fits;
            } catch (ConfigException e) {
                fits = false;
                if (!drop(tree, e.problems())) {
                    takeover.left(NAME, e.getMessage().replace(judged.directory() + "/", ""));
                    tree.removeAll();
                }
            }
        }
        return fits;
    }

    /** Of a section that may stay although it means nothing here: {@code config.yaml:12: terminal.* is accepted and has no effect: why}. */
    private void idle(String notice) {
        String[] words = notice.replaceFirst("^.*?:\\d+: ", "").split("(\\.\\*)? ", 2);
        takeover.left(NAME + ": " + words[0], words[1]);
    }

    private boolean drop(ObjectNode tree, List<Problem> problems) {
        boolean dropped = false;
        for (Problem problem : problems) {
            String path = problem.path().replaceFirst("\\[.*", "");
            if (!path.isEmpty() && problem.file().endsWith(NAME) && drop(tree, path)) {
                dropped = true;
                takeover.left(
                        NAME + ": " + problem.path(),
                        problem.message() + (problem.hint().isEmpty() ? "" : " (" + problem.hint() + ")"));
            }
        }
        return dropped;
    }

    private static boolean drop(ObjectNode tree, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return tree.remove(path) != null;
        }
        return tree.get(path.substring(0, dot)) instanceof ObjectNode below && drop(below, path.substring(dot + 1));
    }
}
