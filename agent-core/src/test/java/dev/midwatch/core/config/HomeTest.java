package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path directory;

    @Test
    void isWhereFlagThenVariableThenAliasSay() {
        Map<String, String> environment = Map.of("MIDWATCH_HOME", "ours", "HERMES_HOME", "theirs", "HOME", "user");
        assertThat(Home.locate(environment, Optional.of(Path.of("flag"))).directory())
                .endsWithRaw(Path.of("flag"));
        assertThat(Home.locate(environment, Optional.empty()).directory()).endsWithRaw(Path.of("ours"));
        assertThat(Home.locate(Map.of("HERMES_HOME", "theirs"), Optional.empty())
                        .directory())
                .endsWithRaw(Path.of("theirs"));
        assertThat(Home.locate(Map.of("HOME", "user", "MIDWATCH_HOME", " "), Optional.empty())
                        .directory())
                .endsWithRaw(Path.of("user", ".midwatch"));
    }

    @Test
    void isSeededForItsOwnerAlone() throws IOException {
        Home home = new Home(directory.resolve("new/home"));
        home.prepare();

        assertThat(mode(home.directory())).isEqualTo("rwx------");
        assertThat(mode(home.config())).isEqualTo("rw-------");
        assertThat(mode(home.env())).isEqualTo("rw-------");
        assertThat(mode(home.soul())).isEqualTo("rw-------");
        assertThat(home.output()).isDirectory();
        assertThat(home.plugins()).isDirectory();
        assertThat(home.soul()).content().contains("[SILENT]").contains("Read first");
        try (var files = Files.list(home.directory())) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith(".seed"));
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void theSeedLoadsAndChangesNothing() {
        Home home = new Home(directory);
        home.prepare();
        assertThat(ConfigLoader.load(home, Map.of(), Map.of()))
                .usingRecursiveComparison()
                .ignoringFields("sections")
                .isEqualTo(Config.defaults());
    }

    @Test
    void everyCommentedKeyOfTheSeedIsOneThatExists() throws IOException {
        Home home = new Home(directory);
        home.prepare();
        String enabled = Files.readString(home.config()).replaceAll("(?m)^#(?=[a-z ])(?! [A-Z])", "");
        String onlyKeys = enabled.lines()
                .filter(line -> line.matches("\\s*(- )?[a-z_-]+:.*|\\s*- \\{.*"))
                .reduce("", (all, line) -> all + line + "\n");
        Config config = Settings.of(onlyKeys, Map.of("ONCALL_WEBHOOK_URL", "https://example.org/hook"), "", Map.of());
        assertThat(config.webhooks()).containsKey("oncall");
        assertThat(config.actions().rules()).hasSize(1);
        assertThat(config.fallbackProviders()).hasSize(1);
        assertThat(config.sections().requireKnown(List.of())).isEmpty();
    }

    @Test
    void whatIsThereStaysAsItIs() throws IOException {
        Home home = new Home(directory);
        Files.writeString(home.config(), "agent: {max_turns: 3}\n");
        Files.writeString(home.env(), "");
        home.prepare();
        home.prepare();
        assertThat(home.config()).hasContent("agent: {max_turns: 3}");
        assertThat(home.env()).isEmptyFile();
        assertThat(home.soul()).isNotEmptyFile();
    }

    private Map<String, String> seed(String config) throws IOException {
        Path seed = Files.createDirectories(directory.resolve("seed"));
        Files.writeString(seed.resolve("config.yaml"), config);
        Files.writeString(seed.resolve("SOUL.md"), "You watch.\n");
        return Map.of("MIDWATCH_SEED", seed.toString());
    }

    @Test
    void isSeededFromTheFolderThatTheEnvironmentNames() throws IOException {
        Home home = new Home(directory.resolve("home"));
        home.prepare(seed("agent: {max_turns: 3}\n"));

        assertThat(home.config()).hasContent("agent: {max_turns: 3}");
        assertThat(home.soul()).hasContent("You watch.");
        assertThat(home.env()).isNotEmptyFile();
        assertThat(mode(home.config())).isEqualTo("rw-------");
    }

    @Test
    void aLaterSeedChangesNothing() throws IOException {
        Home home = new Home(directory.resolve("home"));
        home.prepare(seed("agent: {max_turns: 3}\n"));
        Files.writeString(home.soul(), "Mine.");

        home.prepare(seed("agent: {max_turns: 4}\n"));

        assertThat(home.config()).hasContent("agent: {max_turns: 3}");
        assertThat(home.soul()).hasContent("Mine.");
    }

    @Test
    void aSeedThatWasCutOffIsCompleted() throws IOException {
        Home home = new Home(directory.resolve("home"));
        home.prepare(seed("agent: {max_turns: 3}\n"));
        Files.delete(home.config());
        Files.writeString(home.soul(), "Mine.");

        home.prepare(seed("agent: {max_turns: 3}\n"));

        assertThat(home.config()).hasContent("agent: {max_turns: 3}");
        assertThat(home.soul()).hasContent("Mine.");
    }

    @Test
    void aSeedThatCouldNotBeLoadedIsNotPlanted() throws IOException {
        Home home = new Home(directory.resolve("home"));
        Map<String, String> bad = seed("agent: {max_turn: 3}\n");

        assertThatThrownBy(() -> home.prepare(bad))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("config.yaml:1: agent.max_turn");
        assertThat(home.config()).doesNotExist();
        home.prepare(seed("agent: {max_turns: 3}\n"));
        assertThat(home.config()).hasContent("agent: {max_turns: 3}");
    }

    @Test
    void whatTheSeedLacksIsOurs() throws IOException {
        Home home = new Home(directory.resolve("home"));
        home.prepare(Map.of("MIDWATCH_SEED", directory.resolve("nowhere").toString()));

        assertThat(home.config()).isNotEmptyFile();
        assertThat(home.soul()).content().contains("[SILENT]");
    }

    @Test
    void saysClearlyThatItCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        Home home = new Home(file.resolve("home"));
        assertThatThrownBy(home::prepare)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the data directory cannot be written")
                .hasMessageContaining("choose another with --home or MIDWATCH_HOME");
        assertThatThrownBy(home::requireWritable).isInstanceOf(ConfigException.class);
        assertThatCode(new Home(directory)::requireWritable).doesNotThrowAnyException();
    }
}
