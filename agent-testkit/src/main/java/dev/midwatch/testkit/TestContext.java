package dev.midwatch.testkit;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.store.MemoryStore;
import dev.midwatch.api.store.SessionStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * A kernel for one plugin under test: {@code TestContext.in(tempDir).config(Map.of("server", "http://localhost"))}. Its clock stands
 * at {@link CheckRun#NOON}, its stores live in memory.
 */
public final class TestContext implements PluginContext {
    private static final ObjectMapper CONFIG = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withConfigOverride(List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private final Path directory;
    private final Map<String, ?> config;
    private final Clock clock;
    private final MemoryStore memory = new FakeMemory();
    private final SessionStore sessions;

    private TestContext(Path directory, Map<String, ?> config, Clock clock) {
        this.directory = directory;
        this.config = config;
        this.clock = clock;
        this.sessions = new FakeSessions(clock);
    }

    /** A context whose data directory is inside this one. */
    public static TestContext in(Path directory) {
        return new TestContext(directory, Map.of(), Clock.fixed(CheckRun.NOON, ZoneOffset.UTC));
    }

    /** With the plugin's section of {@code config.yaml}. */
    public TestContext config(Map<String, ?> section) {
        return new TestContext(directory, section, clock);
    }

    public TestContext clock(Clock other) {
        return new TestContext(directory, config, other);
    }

    @Override
    public <C extends Record> C config(Class<C> type) {
        return CONFIG.convertValue(config, type);
    }

    @Override
    public String soul() {
        return "You are a platform engineer under test.";
    }

    @Override
    public MemoryStore memory() {
        return memory;
    }

    @Override
    public SessionStore sessions() {
        return sessions;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Path dataDirectory() {
        try {
            return Files.createDirectories(directory.resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
