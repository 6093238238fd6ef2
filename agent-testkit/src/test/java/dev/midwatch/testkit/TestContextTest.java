package dev.midwatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.Session;
import dev.midwatch.api.store.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestContextTest {
    record Settings(String serverUrl, int retries, List<String> names) {}

    @TempDir
    Path directory;

    @Test
    void readsSnakeCaseKeysIntoARecordAndLeavesTheRestEmpty() {
        TestContext context = TestContext.in(directory);

        assertThat(context.config(Map.of("server_url", "http://localhost")).config(Settings.class))
                .isEqualTo(new Settings("http://localhost", 0, List.of()));
        assertThat(context.config(Settings.class)).isEqualTo(new Settings(null, 0, List.of()));
    }

    @Test
    void refusesAnUnknownKey() {
        TestContext context = TestContext.in(directory).config(Map.of("colour", "red"));

        assertThatThrownBy(() -> context.config(Settings.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("colour");
    }

    @Test
    void keepsADirectoryMemoryAndSessionsForOneTest() {
        TestContext context = TestContext.in(directory);
        Session session = context.sessions().start("disk full", "cli");
        context.sessions().append(session.id(), new Turn(Turn.Role.USER, "what fills it?", CheckRun.NOON));
        context.memory().remember(new Memory(Memory.About.WORK, "n1 is old", "user"));

        assertThat(context.dataDirectory()).isDirectory().isEqualTo(context.dataDirectory());
        assertThat(context.sessions().search("disk fills", 5)).containsExactly(session);
        assertThat(context.sessions().search("disk empty", 5)).isEmpty();
        assertThat(context.sessions().turns(session.id())).hasSize(1);
        assertThat(context.memory().forget("n1 is old")).isTrue();
        assertThat(context.memory().all()).isEmpty();
        assertThatThrownBy(() -> context.sessions().turns("nope")).hasMessage("there is no session nope");
    }
}
