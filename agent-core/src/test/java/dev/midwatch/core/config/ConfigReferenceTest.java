package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.config.ConfigReference.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "config.md");

    private final List<Entry> entries = ConfigReference.entries();

    @Test
    void tellsEveryKeyThatTheFullFileSets() {
        Tree.Mapping file =
                Settings.of(Settings.resource("full-config.yaml")).sections().tree();
        Set<String> missing = new TreeSet<>();
        keys(file, "").forEach(key -> {
            if (ConfigReference.at(key).isEmpty() && !key.matches(".*\\.(subjects|emails|groups|labels)\\..*")) {
                missing.add(key);
            }
        });

        assertThat(missing).isEmpty();
    }

    @Test
    void saysOfEveryKeyWhatItMeans() {
        assertThat(entries).allSatisfy(entry -> assertThat(entry.description()).endsWith("."));
        assertThat(entries).extracting(Entry::key).doesNotHaveDuplicates();
    }

    @Test
    void knowsValuesDefaultsAndVariables() {
        assertThat(only("actions.mode"))
                .extracting(Entry::type, Entry::byDefault, Entry::variable)
                .containsExactly("off, propose, auto_safe", "propose", Optional.empty());
        assertThat(only("dashboard.port"))
                .extracting(Entry::type, Entry::byDefault, Entry::variable)
                .containsExactly("whole number", "9119", Optional.of("MIDWATCH_DASHBOARD_PORT"));
        assertThat(only("findings.repeat_after").byDefault()).isEqualTo("4h");
        assertThat(only("metrics.public").byDefault()).isEqualTo("false");
        assertThat(only("model.provider").description()).contains(ModelConfig.PROVIDERS);
        assertThat(only("model.api_mode").description()).contains(ModelConfig.API_MODES);
    }

    @Test
    void knowsEveryVariable() {
        assertThat(entries.stream().flatMap(entry -> entry.variable().stream()))
                .containsAll(Overlay.variables("").stream()
                        .filter(name -> !name.matches("DISCORD_(BOT_TOKEN|HOME_CHANNEL)"))
                        .toList());
    }

    @Test
    void findsAKeyBelowANameOfOnesOwn() {
        assertThat(ConfigReference.at("webhooks.oncall.url"))
                .extracting(Entry::key)
                .containsExactly("webhooks.<name>.url");
        assertThat(ConfigReference.at("actions.rules[0].verdict"))
                .extracting(Entry::key)
                .containsExactly("actions.rules[].verdict");
        assertThat(ConfigReference.at("actions.rate"))
                .extracting(Entry::key)
                .containsExactly("actions.rate", "actions.rate.per_object", "actions.rate.per_hour");
        assertThat(ConfigReference.at("actions.rat")).isEmpty();
        assertThat(ConfigReference.near("actions.rat")).contains("actions.rate");
    }

    /** {@code -Dmidwatch.docs=write} writes docs/config.md anew. */
    @Test
    void isThePageInTheDocuments() throws IOException {
        Tree.Mapping seed = Settings.of(
                        Settings.resource("seed-config.yaml"), Map.of(), Settings.resource("seed.env"), Map.of())
                .sections()
                .tree();
        String page = ConfigPage.of(entries, Set.copyOf(keys(seed, "")));
        if (System.getProperty("midwatch.docs", "").equals("write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
    }

    private Entry only(String key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** The paths of all single values. */
    private static List<String> keys(Tree tree, String path) {
        if (tree instanceof Tree.Mapping mapping) {
            return mapping.members().entrySet().stream()
                    .flatMap(member -> keys(
                            member.getValue().value(), path.isEmpty() ? member.getKey() : path + "." + member.getKey())
                            .stream())
                    .toList();
        }
        if (tree instanceof Tree.Sequence list) {
            return list.items().stream()
                    .flatMap(item -> keys(item, item instanceof Tree.Mapping ? path + "[]" : path).stream())
                    .toList();
        }
        return List.of(path);
    }
}
