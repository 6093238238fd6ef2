package dev.midwatch.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.midwatch.core.model.ModelException.Kind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a server how many tokens its model holds, in the ways of the servers there are, until one of them answers. */
final class ContextLookup implements Supplier<ContextLookup.Found> {
    private static final Logger LOG = LoggerFactory.getLogger(ContextLookup.class);
    private static final Duration TIME = Duration.ofSeconds(5);

    /**
     * @param tokens empty: the server does not tell
     * @param sure   whether it is worth asking again
     */
    record Found(OptionalInt tokens, boolean sure) {
        private static final Found NOTHING = new Found(OptionalInt.empty(), true);
        private static final Found NOBODY = new Found(OptionalInt.empty(), false);
    }

    /** A document of the server, and what is read from it. */
    private record Source(String path, boolean post, Function<JsonNode, Found> reading) {}

    private final ModelSettings settings;
    private final ModelServer server;
    private final TimeLimit limit;
    private final List<Source> sources;

    ContextLookup(ModelSettings settings, ModelServer server, TimeLimit limit) {
        this.settings = settings;
        this.server = server;
        this.limit = limit;
        ContextFacts facts = new ContextFacts(settings.model());
        String v1 = settings.baseUrl().getPath().replaceFirst("/+$", "");
        String root = v1.replaceFirst("/v1$", "");
        this.sources = List.of(
                new Source(v1 + "/models", false, json -> sure(facts.model(json))),
                new Source(root + "/props", false, json -> sure(facts.llamaProperties(json))),
                new Source(root + "/model/info", false, json -> sure(facts.liteLlm(json))),
                new Source(root + "/api/ps", false, json -> sure(facts.running(json))),
                new Source(root + "/api/show", true, facts::shown),
                new Source(root + "/api/v0/models", false, json -> sure(facts.model(json))));
    }

    private static Found sure(OptionalInt tokens) {
        return new Found(tokens, true);
    }

    /** Never fails: where nothing is found it says so. */
    @Override
    public Found get() {
        try {
            Found found = limit.call(TIME, this::find);
            LOG.debug("{} holds {} tokens by its server's word", settings, found.tokens());
            return found;
        } catch (TimeoutException slow) {
            LOG.debug("{}: its server did not say within {} s what it holds", settings, TIME.toSeconds());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Found.NOBODY;
    }

    private Found find() {
        for (Source source : sources) {
            try {
                Found found = source.reading().apply(read(source));
                if (found.tokens().isPresent()) {
                    return found;
                }
            } catch (ModelException without) {
                LOG.debug("{}: {} tells nothing: {}", settings, source.path(), without.getMessage());
                if (without.kind() == Kind.UNREACHABLE || without.kind() == Kind.TIMEOUT) {
                    return Found.NOBODY;
                }
            }
        }
        return Found.NOTHING;
    }

    private JsonNode read(Source source) {
        URI base = settings.baseUrl();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base.getScheme() + "://" + base.getRawAuthority() + source.path()));
        if (!settings.apiKey().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.apiKey());
        }
        if (source.post()) {
            String model = JsonNodeFactory.instance
                    .objectNode()
                    .put("model", settings.model())
                    .toString();
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(model));
        }
        String body = server.ask(
                request.build(), (arrival, first, streams) -> arrival.rest(first, ModelServer.LONGEST_BODY, TIME));
        return LenientJson.strict(body).orElse(JsonNodeFactory.instance.missingNode());
    }
}
