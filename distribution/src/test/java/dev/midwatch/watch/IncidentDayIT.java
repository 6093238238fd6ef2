package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunState;
import dev.midwatch.testkit.model.RecordedRequest;
import dev.midwatch.testkit.model.ScriptedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a day with three incidents costs: the seed's seven jobs, and a model that looks before it speaks. */
class IncidentDayIT {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final int RUNS = 362;
    private static final int MOST_TOKENS = 100_000;

    /** No tokenizer makes more of such text. */
    private static final double BYTES_OF_A_TOKEN = 3.5;

    private static final List<String> REPORT = List.of("All is well: three nodes, every workload is ready.");
    private static final List<String> CRASH = List.of(
            "logs -n shop deploy/shop --previous --tail=30",
            "get pods -n shop",
            "**shop/shop** crashes: `no usable database connection`; a rollout restart gives it fresh ones.");
    private static final List<String> NODE = List.of(
            "describe node cedar",
            "get pods -A --field-selector=spec.nodeName=cedar",
            "Node **cedar** stopped answering; what ran there is made anew elsewhere. Look at its power and network.");
    private static final List<String> IMAGE = List.of(
            "describe deployment notes -n notes",
            "events -n notes",
            "**notes/notes** gets no image: the tag of its last deploy was never pushed. Push it or roll back.");

    @TempDir
    Path directory;

    @Test
    void costsFewerThanAHundredThousandInputTokens() throws IOException {
        try (ScriptedModel model = ScriptedModel.start();
                SimulatedWatch watch = SimulatedWatch.start(directory, MIDNIGHT.minusSeconds(1), config(model))) {
            JobCatalog jobs = watch.kernel.get(JobCatalog.class);
            jobs.pause("helm-releases", "the seed has it not");

            until(watch, model, "02:10", REPORT);
            watch.simulation.inject("""
                    crash:
                      workload: shop/shop
                      exit-code: 1
                      after: 12s
                      healed-by: restart
                      log: ['panic: no usable database connection']""");
            until(watch, model, "03:00", CRASH);
            watch.simulation.inject("restart: {workload: shop/shop}");
            until(watch, model, "06:00", CRASH);
            until(watch, model, "09:30", REPORT);
            watch.simulation.inject("node-not-ready: {node: cedar, until: 40m}");
            until(watch, model, "12:00", NODE);
            watch.simulation.inject(
                    "image-pull-error: {workload: notes/notes, image: \"registry.example/notes:0.31.0\"}");
            until(watch, model, "13:00", IMAGE);
            watch.simulation.inject("heal: {workload: notes/notes}");
            watch.simulation.inject("restart: {workload: notes/notes}");
            until(watch, model, "24:00", IMAGE);

            String heard = watch.heard();
            keep(model.requests(), heard);
            List<Run> runs = watch.runs();
            assertThat(runs.size()).isEqualTo(RUNS);
            assertThat(runs)
                    .filteredOn(run -> run.state() == RunState.QUIET)
                    .hasSizeGreaterThan(RUNS - 20)
                    .allMatch(run -> run.facts().tokensIn() == 0 && run.facts().tokensOut() == 0);
            assertThat(heard)
                    .contains("no usable database connection", "Node cedar stopped", "notes/notes gets no image");
            List<Run> spoke =
                    runs.stream().filter(run -> run.facts().tokensIn() > 0).toList();
            assertThat(spoke).hasSizeBetween(4, 20).allMatch(run -> run.state() == RunState.REPORT);

            long bytes =
                    model.requests().stream().mapToLong(IncidentDayIT::bytes).sum();
            System.out.printf(
                    "the day with three incidents: %d runs, %d of them spoke (%s), %d requests, %d bytes, %.0f tokens%n",
                    runs.size(),
                    spoke.size(),
                    spoke.stream().map(Run::job).collect(Collectors.joining(", ")),
                    model.requests().size(),
                    bytes,
                    bytes / BYTES_OF_A_TOKEN);
            assertThat(bytes / BYTES_OF_A_TOKEN).isLessThan(MOST_TOKENS);
        }
    }

    /** Whatever is asked until then is answered so: a call for each line but the last, then the last. */
    private static void until(SimulatedWatch watch, ScriptedModel model, String time, List<String> script) {
        model.forget();
        for (int run = 0; run < 10; run++) {
            script.subList(0, script.size() - 1)
                    .forEach(line -> model.toolCall("kubectl", "{\"command\":\"%s\"}".formatted(line)));
            model.reply(script.get(script.size() - 1));
        }
        Instant end = MIDNIGHT.plus(Duration.parse("PT" + time.replace(":", "H") + "M"));
        watch.until(end);
        watch.simulation.advance(Duration.between(watch.now(), end));
    }

    private static long bytes(RecordedRequest request) {
        return request.text().getBytes(StandardCharsets.UTF_8).length;
    }

    /** For whoever wants to count them with a tokenizer. */
    private static void keep(List<RecordedRequest> requests, String heard) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "incident-day"));
        Files.writeString(folder.resolve("heard.txt"), heard);
        for (int i = 0; i < requests.size(); i++) {
            Files.writeString(
                    folder.resolve("request-%03d.json".formatted(i)),
                    requests.get(i).text());
        }
    }

    private static String config(ScriptedModel model) {
        return """
                timezone: UTC
                model: {default: small-model, base_url: "%s"}
                """.formatted(model.baseUrl());
    }
}
