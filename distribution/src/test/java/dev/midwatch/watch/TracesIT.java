package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.job.RunState;
import dev.midwatch.testkit.model.ScriptedModel;
import dev.midwatch.testkit.otlp.OtlpCollector;
import dev.midwatch.testkit.otlp.OtlpSpan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crash that is looked into by a model with a tool, told, repaired and verified, as a collector of traces sees it. */
class TracesIT {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CRASH = """
            crash:
              workload: shop/shop
              exit-code: 1
              after: 12s
              log: ['panic: no usable database connection']
              healed-by: restart""";

    @TempDir
    Path directory;

    private static String config(ScriptedModel model) {
        return """
                timezone: UTC
                agent: {run_budget_seconds: 8}
                model: {default: small-model, base_url: "%s"}
                """.formatted(model.baseUrl());
    }

    private static void untilProposed(SimulatedWatch watch) {
        watch.simulation.inject(CRASH);
        for (int minute = 0; minute < 60 && watch.proposals().isEmpty(); minute++) {
            watch.minutes(1);
        }
        assertThat(watch.proposals()).isNotEmpty();
    }

    @Test
    void everySpanHangsUnderTheRunItIsPartOf() throws Exception {
        try (OtlpCollector collector = new OtlpCollector();
                ScriptedModel model = ScriptedModel.start()
                        .toolCall("kubectl", "{\"command\":\"kubectl get pods -n shop\"}")
                        .reply("shop/shop cannot reach its database SECRET-WORDS-OF-THE-MODEL")) {
            try (SimulatedWatch watch =
                    SimulatedWatch.start(directory, MIDNIGHT, config(model), collector.environment())) {
                untilProposed(watch);
                watch.decide("approve:" + watch.proposals().get(0).id());
                watch.minutes(1);
            }
            await().atMost(PATIENCE).until(() -> collector.has("action rollout_restart"));

            OtlpSpan tool = collector.named("execute_tool kubectl");
            OtlpSpan run = byId(collector.spans).get(tool.parent());
            assertThat(run.name()).isEqualTo("run " + run.attributes().get("midwatch.job"));
            assertThat(run.parent()).isEmpty();
            assertThat(run.attributes())
                    .containsEntry("midwatch.run.outcome", "report")
                    .containsEntry("midwatch.run.cause", "scheduled")
                    .containsKey("midwatch.run.id");
            assertThat(of(collector.spans, run))
                    .extracting(OtlpSpan::name)
                    .containsExactly("checks", "chat", "execute_tool kubectl", "chat");
            assertThat(of(collector.spans, run).get(1).attributes())
                    .containsEntry("gen_ai.operation.name", "chat")
                    .containsEntry("gen_ai.request.model", "small-model")
                    .hasEntrySatisfying(
                            "gen_ai.usage.input_tokens",
                            tokens -> assertThat(tokens).matches("[1-9]\\d*"))
                    .containsKey("gen_ai.usage.output_tokens");
            assertThat(collector.named("action rollout_restart").attributes()).containsKey("midwatch.audit.id");
            assertThat(collector.named("deliver console").attributes())
                    .containsEntry("midwatch.channel", "console")
                    .containsEntry("midwatch.delivery.outcome", "delivered");
            assertThat(collector.bodies)
                    .as("what models and people say, and what they ask for, is no part of a trace")
                    .noneMatch(body -> new String(body, StandardCharsets.ISO_8859_1)
                            .matches("(?s).*(SECRET-WORDS|get pods|no usable database).*"));
        }
    }

    private static Map<String, OtlpSpan> byId(List<OtlpSpan> spans) {
        return spans.stream().collect(Collectors.toMap(OtlpSpan::id, span -> span));
    }

    private static List<OtlpSpan> of(List<OtlpSpan> spans, OtlpSpan parent) {
        return spans.stream().filter(span -> span.parent().equals(parent.id())).toList();
    }

    @Test
    void aCollectorThatStallsChangesNothing() throws Exception {
        try (OtlpCollector collector = new OtlpCollector().stalling();
                ScriptedModel model = ScriptedModel.start().reply("shop/shop cannot reach its database");
                SimulatedWatch watch =
                        SimulatedWatch.start(directory, MIDNIGHT, config(model), collector.environment())) {
            untilProposed(watch);

            assertThat(collector.spans).isNotEmpty();
            assertThat(watch.heard()).contains("shop/shop");
            assertThat(watch.runs()).noneMatch(run -> run.state() == RunState.FAILED);
        }
    }
}
