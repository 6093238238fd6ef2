package dev.midwatch.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Configurations for tests, without files. */
final class Settings {
    private Settings() {}

    static Config of(String yaml) {
        return of(yaml, Map.of(), "", Map.of());
    }

    static Config of(String yaml, Map<String, String> process, String dotEnv, Map<String, String> flags) {
        Environment environment = new Environment(process, DotEnv.of(".env", dotEnv));
        return ConfigLoader.parse(
                "config.yaml",
                yaml,
                environment,
                flags,
                new ArrayList<>(environment.dotEnv().problems()));
    }

    /** What is wrong with it; nothing if it loads. */
    static List<Problem> problems(String yaml) {
        try {
            of(yaml);
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }

    static String resource(String name) {
        try (InputStream in = Settings.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
