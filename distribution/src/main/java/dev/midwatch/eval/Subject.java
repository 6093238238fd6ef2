package dev.midwatch.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.midwatch.core.config.Environment;
import dev.midwatch.core.config.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is measured: Midwatch with a model, or without one.
 *
 * @param name        of the model; empty: findings are rendered without one
 * @param settings    what the operator's configuration says of the model and its limits
 * @param environment of the process, and of the operator's {@code .env} what the model needs: no file of a trial holds a key
 * @param flags       values given on the command line, by config path
 * @param plugins     the directory of the plugins that ship
 */
public record Subject(
        Optional<String> name,
        ObjectNode settings,
        Map<String, String> environment,
        Map<String, String> flags,
        Path plugins) {
    /** What changes how a model works; the rest of the operator's configuration is about another cluster. */
    private static final List<String> TAKEN =
            List.of("model", "fallback_providers", "auxiliary", "agent", "tool_loop_guardrails");

    /** Variables that lead to people and to pages, where no trial has any business. */
    private static final Pattern OF_SURFACES = Pattern.compile("(DISCORD|API_SERVER|MIDWATCH)_.*");

    private static final Pattern OF_MODELS = Pattern.compile("OPENAI_.*");

    private static final YAMLMapper YAML = new YAMLMapper();

    public Subject {
        environment = without(OF_SURFACES, environment);
        flags = Map.copyOf(flags);
    }

    /** The model that the operator uses, or the one that the flags name. */
    public static Subject model(
            String name, Home operator, Map<String, String> environment, Map<String, String> flags, Path plugins) {
        ObjectNode settings = taken(operator);
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(ModelKeys.found(settings, Environment.of(environment, operator)));
        variables.putAll(ModelKeys.moved(settings));
        return new Subject(Optional.of(name), settings, variables, flags, plugins);
    }

    public static Subject withoutModel(Map<String, String> environment, Path plugins) {
        return new Subject(
                Optional.empty(),
                JsonNodeFactory.instance.objectNode(),
                without(OF_MODELS, environment),
                Map.of(),
                plugins);
    }

    private static Map<String, String> without(Pattern variables, Map<String, String> environment) {
        Map<String, String> rest = new HashMap<>(environment);
        rest.keySet().removeIf(variable -> variables.matcher(variable).matches());
        return Map.copyOf(rest);
    }

    /** The same with less time for each answer. */
    public Subject within(Duration limit) {
        Map<String, String> more = new HashMap<>(flags);
        more.put("agent.run_budget_seconds", Long.toString(limit.toSeconds()));
        return new Subject(name, settings, environment, more, plugins);
    }

    /** Writes the configuration of a trial into its home. */
    void configure(Home home, JsonNode more) throws IOException {
        ObjectNode config = settings.deepCopy();
        more.properties().forEach(entry -> config.set(entry.getKey(), entry.getValue()));
        if (!config.has("timezone")) {
            config.put("timezone", "UTC");
        }
        Files.createDirectories(home.directory());
        Files.writeString(home.config(), YAML.writeValueAsString(config));
        home.prepare();
    }

    private static ObjectNode taken(Home operator) {
        ObjectNode taken = JsonNodeFactory.instance.objectNode();
        try {
            if (Files.exists(operator.config())) {
                JsonNode all = YAML.readTree(Files.readString(operator.config()));
                TAKEN.stream().filter(all::has).forEach(key -> taken.set(key, all.get(key)));
            }
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException("the settings of " + operator + " cannot be read", e);
        }
    }
}
