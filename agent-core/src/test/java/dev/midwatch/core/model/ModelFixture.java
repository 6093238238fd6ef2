package dev.midwatch.core.model;

import dev.midwatch.testkit.model.ScriptedModel;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client of a scripted model that does not really wait between its attempts. */
public final class ModelFixture implements AutoCloseable {
    public static final String KEY = "sk-test-0123456789abcdef";

    final ScriptedModel model = ScriptedModel.start();
    final List<Duration> pauses = new ArrayList<>();
    ModelSettings settings = settings(model);
    List<ModelSettings> fallbacks = List.of();
    Optional<String> instead = Optional.empty();

    public static ModelSettings settings(ScriptedModel model) {
        return ModelSettings.of(URI.create(model.baseUrl()), KEY, "test-model").deadline(Duration.ofSeconds(10));
    }

    /** @param pauses takes down how long it would have waited */
    public static ModelClient client(ModelSettings first, List<ModelSettings> fallbacks, List<Duration> pauses) {
        List<ModelSettings> all = new ArrayList<>(List.of(first));
        all.addAll(fallbacks);
        return new ModelClient(all, new Retry(RetrySettings.DEFAULT, () -> 0.5), pauses::add, realTime());
    }

    ModelClient client() {
        return client(settings, fallbacks, pauses);
    }

    public static InstantSource realTime() {
        return InstantSource.system();
    }

    @Override
    public void close() {
        model.close();
    }
}
