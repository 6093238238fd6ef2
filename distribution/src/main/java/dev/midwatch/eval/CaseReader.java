package dev.midwatch.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.midwatch.scenarios.Scenarios;
import dev.midwatch.simulator.scenario.Scenario;
import dev.midwatch.simulator.scenario.ScenarioException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads one case, and notes everything that is wrong with it. */
final class CaseReader {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> KEYS = Set.of(
            "story",
            "scenario",
            "cluster",
            "after",
            "watch",
            "account",
            "config",
            "ask",
            "look",
            "facts",
            "never",
            "effect");
    private static final Set<String> EFFECTS = Set.of("runs", "proposals", "silent");

    private final String name;
    private final List<String> problems;
    private final int before;

    CaseReader(String name, List<String> problems) {
        this.name = name;
        this.problems = problems;
        this.before = problems.size();
    }

    /** Empty if something is wrong with it. */
    Optional<EvalCase> read(String text) {
        JsonNode root;
        try {
            root = YAML.readTree(text);
        } catch (JsonProcessingException broken) {
            problem("not YAML: " + broken.getOriginalMessage());
            return Optional.empty();
        }
        known(root, "", KEYS);
        known(root.path("effect"), "effect.", EFFECTS);
        Optional<World> world = world(root);
        List<String> ask = texts(root.path("ask"), "ask");
        boolean watch = root.has("watch");
        require(watch == ask.isEmpty(), "either ask, with the questions, or watch, with how long the watch goes on");
        List<Statement> facts = statements(root.path("facts"), "facts");
        List<Statement> never = statements(root.path("never"), "never");
        facts.forEach(fact -> requireFact(fact, ask));
        never.forEach(
                lie -> require(lie.isClaimedIn(lie.text()), "never: \"" + lie.text() + "\" is not found in itself"));
        Effect effect = effect(root.path("effect"));
        require(root.path("story").isTextual(), "story: what is the matter, in a line");
        if (problems.size() > before || world.isEmpty()) {
            return Optional.empty();
        }
        EvalCase read = new EvalCase(
                name,
                root.path("story").asText(),
                world.get(),
                root.path("config"),
                ask,
                texts(root.path("look"), "look"),
                facts,
                never,
                effect);
        require(read.points() > 0, "nothing is expected: facts, or an effect");
        return read.points() > 0 ? Optional.of(read) : Optional.empty();
    }

    /** A fact that the question gives away would be found in whoever repeats the question. */
    private void requireFact(Statement fact, List<String> ask) {
        require(fact.isIn(fact.text()), "facts: \"" + fact.text() + "\" is not found in itself");
        require(!fact.isIn(String.join("\n", ask)), "facts: \"" + fact.text() + "\" is given away by the question");
    }

    private Optional<World> world(JsonNode root) {
        require(
                root.has("scenario") != root.has("cluster"),
                "either scenario, by its name, or cluster, with its story");
        return root.has("scenario") ? standing(root.path("scenario").asText()) : moving(root);
    }

    private Optional<World> standing(String scenario) {
        try {
            Optional<dev.midwatch.scenarios.Scenario> found = Scenarios.named(scenario);
            require(found.isPresent(), "scenario: there is no " + scenario);
            found.ifPresent(one -> require(
                    one.checks().isEmpty() && one.history().isEmpty(),
                    "scenario: " + scenario + " wants settings of checks or a past, which no case can give it"));
            return found.map(World.Standing::new);
        } catch (IOException unreadable) {
            problem("scenario: " + unreadable.getMessage());
            return Optional.empty();
        }
    }

    private Optional<World> moving(JsonNode root) {
        String key = root.has("watch") ? "watch" : "after";
        Duration after = minutes(root.path(key), key);
        Optional<String> account = Optional.ofNullable(root.path("account").textValue());
        try {
            Scenario scenario = Scenario.parse(name, root.path("cluster").toString());
            return Optional.of(new World.Moving(scenario, after, root.has("watch"), account));
        } catch (ScenarioException wrong) {
            problem("cluster: " + wrong.getMessage());
            return Optional.empty();
        }
    }

    private Duration minutes(JsonNode given, String key) {
        if (given.isMissingNode()) {
            return Duration.ZERO;
        }
        boolean right = given.asText().matches("[1-9]\\d{0,3}m");
        require(right, key + ": minutes, such as 30m");
        return right ? Duration.parse("PT" + given.asText().toUpperCase(Locale.ROOT)) : Duration.ZERO;
    }

    private Effect effect(JsonNode given) {
        JsonNode proposals = given.path("proposals");
        return new Effect(
                patterns(given.path("runs"), "effect.runs"),
                proposals.isMissingNode() ? Optional.empty() : Optional.of(patterns(proposals, "effect.proposals")),
                given.path("silent").asBoolean());
    }

    private List<Statement> statements(JsonNode given, String key) {
        require(given.isMissingNode() || given instanceof ObjectNode, key + ": statements, each with ways to put it");
        List<Statement> all = new ArrayList<>();
        given.properties()
                .forEach(one ->
                        all.add(new Statement(one.getKey(), patterns(one.getValue(), key + "." + one.getKey()))));
        return all;
    }

    private List<Pattern> patterns(JsonNode given, String key) {
        List<Pattern> all = new ArrayList<>();
        for (String text : texts(given, key)) {
            try {
                all.add(Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
            } catch (PatternSyntaxException wrong) {
                problem(key + ": " + wrong.getDescription() + ": " + text);
            }
        }
        return all;
    }

    /** A list of texts, or a single one. */
    private List<String> texts(JsonNode given, String key) {
        if (given.isTextual()) {
            return List.of(given.textValue());
        }
        List<String> all = new ArrayList<>();
        for (JsonNode one : given) {
            require(one.isTextual() && !one.textValue().isBlank(), key + ": texts");
            all.add(one.asText());
        }
        require(given.isMissingNode() || given.isArray(), key + ": a text or a list of them");
        return all;
    }

    private void known(JsonNode given, String at, Set<String> keys) {
        given.fieldNames()
                .forEachRemaining(key -> require(
                        keys.contains(key),
                        at + key + ": no such key; there are " + String.join(", ", new TreeSet<>(keys))));
    }

    private void require(boolean right, String problem) {
        if (!right) {
            problem(problem);
        }
    }

    private void problem(String text) {
        problems.add(name + ".yaml: " + text);
    }
}
