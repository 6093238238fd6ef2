package dev.midwatch.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.PluginContext;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.ConfigException;
import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostContextTest {
    @TempDir
    Path directory;

    private Function<String, PluginContext> contexts(String yaml) throws IOException {
        Home home = new Home(directory);
        Files.writeString(home.config(), yaml);
        Config config = ConfigLoader.load(home, Map.of(), Map.of());
        return PluginContexts.of(config, home, null, null, Clock.systemUTC());
    }

    record Acme(String namespace) {}

    @Test
    void aPluginReadsItsOwnSectionByItsShortName() throws IOException {
        PluginContext context = contexts("acme: {namespace: shop}").apply("skills-acme");
        assertThat(context.config(Acme.class)).isEqualTo(new Acme("shop"));
    }

    @Test
    void aPluginOfAChannelReadsItsSectionWithoutThePeople() throws IOException {
        String yaml = "acme: {namespace: shop, allowed_users: [1], allowed_roles: [2], levels: {1: viewer}}";
        assertThat(contexts(yaml).apply("channel-acme").config(Acme.class)).isEqualTo(new Acme("shop"));
        Assertions.assertThatThrownBy(() -> contexts(yaml).apply("skills-acme").config(Acme.class))
                .hasMessageContaining("acme.allowed_users: unknown key");
    }

    @Test
    void aPluginGetsAPlaceOfItsOwn() throws IOException {
        PluginContext context = contexts("").apply("skills-acme");
        assertThat(directory.resolve("plugin-data")).doesNotExist();
        assertThat(context.dataDirectory()).isDirectory().hasFileName("skills-acme");
    }

    @Test
    void thePersonaIsReadAfresh() throws IOException {
        PluginContext context = contexts("").apply("skills-acme");
        assertThat(context.soul()).isEmpty();
        Files.writeString(directory.resolve("SOUL.md"), "calm");
        assertThat(context.soul()).isEqualTo("calm");
    }

    @Test
    void aMistakeInAPluginsSectionIsAMistakeOfTheConfiguration() throws IOException {
        PluginJar.plugin("acme.a.A", "skills-acme", """
                        public record Acme(String namespace) {}
                        public List<Skill> skills(PluginContext context) {
                            return List.of(Skill.named("acme", context.config(Acme.class).namespace()));
                        }
                        """).write(directory.resolve("plugins/acme.jar"));
        Path shipped = directory.resolve("plugins");

        try (Plugins loaded = TestPlugins.load(shipped, contexts("acme: {namespace: shop}"))) {
            assertThat(loaded.skills())
                    .singleElement()
                    .satisfies(skill -> assertThat(skill.description()).isEqualTo("shop"));
            loaded.requireGoodSections();
        }
        try (Plugins loaded = TestPlugins.load(shipped, contexts("acme: {namspace: shop}"))) {
            assertThat(loaded.loaded()).isEmpty();
            Assertions.assertThatThrownBy(loaded::requireGoodSections)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageEndingWith("config.yaml:1: acme.namspace: unknown key (did you mean \"namespace\"?)");
        }
    }
}
