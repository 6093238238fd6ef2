package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.job.RunState;
import dev.midwatch.testkit.model.ScriptedModel;
import dev.midwatch.testkit.model.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What model servers do when they misbehave, to the whole watch: whatever it is, the finding is told in time, the run ends, and nothing of the
 * broken answer reaches the channel.
 */
@Tag("long")
class ModelTrapsIT {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final int BUDGET_SECONDS = 5;
    /** What must not be seen: it stands in every broken answer. */
    private static final String GARBAGE = "ninety-nine green bottles";

    private static final String ANSWER =
            "Container shop of Deployment shop/shop crashes: no usable database connection.";

    @TempDir
    Path directory;

    static Stream<Arguments> traps() {
        return Stream.of(
                withoutModel("a body that stalls", model -> model.then(Step.stallAfterChunks(1, GARBAGE))),
                withoutModel("a stream that is cut, again and again", always(Step.cut(GARBAGE))),
                answered("a stream without end mark", model -> model.then(Step.replyWithoutEndMark(ANSWER))),
                withoutModel("an error inside the stream", always(Step.errorInside("overloaded"))),
                withoutModel("an error after half an answer", always(Step.errorAfterHalf(GARBAGE, "overloaded"))),
                withoutModel("an unknown finish reason", always(Step.replyEnding(GARBAGE, "tired"))),
                withoutModel(
                        "an answer cut at the output limit", model -> model.then(Step.replyEnding(GARBAGE, "length"))),
                withoutModel(
                        "something that is no JSON", always(Step.raw("text/html", "<html>" + GARBAGE + "</html>"))),
                withoutModel("an answer of nothing", always(Step.reply("  \n"))),
                withoutModel("a model that answers for ever", always(Step.endless(GARBAGE + " "))),
                withoutModel(
                        "one that calls the same failing tool for ever",
                        always(() -> Step.toolCall("kubectl", "{\"command\":\"get nothing\"}"))),
                withoutModel("one that cycles between four calls", cycling()),
                withoutModel("one that changes its calls for ever", counting()),
                answered(
                        "arguments that are an object",
                        model -> model.then(Step.toolCallWithObject("kubectl", "{\"command\":\"get pods -A\"}"))
                                .then(Step.reply(ANSWER))),
                answered(
                        "a call without id and arguments",
                        model -> model.then(Step.toolCallWithNulls("kubectl")).then(Step.reply(ANSWER))),
                answered(
                        "forty kilobytes of arguments",
                        model -> model.then(Step.toolCallOfLength("kubectl", 40_000))
                                .then(Step.reply(ANSWER))),
                answered("an answer by another model", model -> model.then(Step.replyAs("somebody-else", ANSWER))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traps")
    void findingsGoOutWhateverTheServerDoes(String name, UnaryOperator<ScriptedModel> script, String told) {
        try (ScriptedModel model = script.apply(ScriptedModel.start());
                SimulatedWatch watch = SimulatedWatch.start(directory, MIDNIGHT, config(model))) {
            long began = System.nanoTime();
            watch.crashTheShop();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(BUDGET_SECONDS + 20));
            assertThat(model.requests()).isNotEmpty();
            assertThat(watch.heard()).contains("shop/shop", told).doesNotContain(GARBAGE, "</data");
            assertThat(watch.runs()).noneMatch(run -> run.state() == RunState.FAILED);
        }
    }

    private static Arguments withoutModel(String name, UnaryOperator<ScriptedModel> script) {
        return Arguments.of(name, script, "told without the model");
    }

    private static Arguments answered(String name, UnaryOperator<ScriptedModel> script) {
        return Arguments.of(name, script, ANSWER);
    }

    private static UnaryOperator<ScriptedModel> always(Step step) {
        return model -> model.answering(request -> Optional.of(step));
    }

    private static UnaryOperator<ScriptedModel> always(Supplier<Step> step) {
        return model -> model.answering(request -> Optional.of(step.get()));
    }

    private static UnaryOperator<ScriptedModel> cycling() {
        AtomicInteger call = new AtomicInteger();
        return always(() -> Step.toolCall(
                "kubectl",
                "{\"command\":\"get " + new String[] {"pods", "nodes", "services", "events"}[call.getAndIncrement() % 4]
                        + " -A\"}"));
    }

    private static UnaryOperator<ScriptedModel> counting() {
        AtomicInteger call = new AtomicInteger();
        return always(() -> Step.toolCall(
                "kubectl", "{\"command\":\"get pods -n shop -l app=shop-" + call.getAndIncrement() + "\"}"));
    }

    private static String config(ScriptedModel model) {
        return """
                timezone: UTC
                agent: {run_budget_seconds: %d}
                model: {default: small-model, base_url: "%s"}
                """.formatted(BUDGET_SECONDS, model.baseUrl());
    }
}
