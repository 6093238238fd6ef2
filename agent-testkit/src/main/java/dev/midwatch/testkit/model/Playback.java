package dev.midwatch.testkit.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.midwatch.testkit.model.Message.Envelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Records each request and plays for it what the server's nature, the responder or the next step of the script says. */
final class Playback implements HttpHandler {
    private final Queue<Step> script = new ConcurrentLinkedQueue<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Function<RecordedRequest, Optional<Step>>> nature = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile int mostTokens = Integer.MAX_VALUE;

    Queue<Step> script() {
        return script;
    }

    List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Asked for a step before the script is; takes none from it. */
    void answers(Function<RecordedRequest, Optional<Step>> first) {
        nature.add(first);
    }

    void countsAtMost(int tokens) {
        mostTokens = tokens;
    }

    void forgetRequests() {
        requests.clear();
    }

    void release() {
        closing.countDown();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String bearer = exchange.getRequestHeaders().getFirst("Authorization");
            RecordedRequest request = new RecordedRequest(
                    exchange.getRequestURI().getPath(),
                    bearer != null && bearer.startsWith("Bearer "),
                    text,
                    Message.parse(text));
            Envelope envelope = new Envelope(request.model(), Math.min(mostTokens, request.tokens()));
            next(request).play(new Wire(exchange, request, closing, envelope));
        }
    }

    private synchronized Step next(RecordedRequest request) {
        requests.add(request);
        for (Function<RecordedRequest, Optional<Step>> each : nature) {
            Optional<Step> step = each.apply(request);
            if (step.isPresent()) {
                return step.get();
            }
        }
        Step step = script.poll();
        return step == null ? Step.status(500, "the script has no step for request " + requests.size()) : step;
    }
}
