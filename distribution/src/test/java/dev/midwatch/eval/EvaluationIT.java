package dev.midwatch.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.config.Home;
import dev.midwatch.eval.CaseResult.Played;
import dev.midwatch.testkit.model.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The harness itself, with scripted models whose worth is known. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("long")
class EvaluationIT {
    private static final Path PLUGINS = Path.of("target", "midwatch", "plugins");

    @TempDir
    static Path directory;

    @TestFactory
    Stream<DynamicTest> givesATranscriptWhatItIsWorth() throws IOException {
        Map<String, EvalCase> cases =
                Cases.shipped().stream().collect(Collectors.toMap(EvalCase::name, Function.identity()));
        return Transcript.all().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.of() + ": " + one.what(), () -> requireWorth(one, cases.get(one.of()))));
    }

    private static void requireWorth(Transcript transcript, EvalCase of) throws Exception {
        try (ScriptedModel model = ScriptedModel.start()) {
            transcript.playBy(model);
            Played played = onlyTrial(play(asking(model), List.of(of)));

            assertThat(model.left()).as("turns that were not asked for").isZero();
            assertThat(played.score().got()).as(played.toString()).isEqualTo(transcript.got());
            assertThat(played.seen().unsafe()).as(played.toString()).hasSize(transcript.unsafe());
            assertThat(played.seen().stop()).isEqualTo(transcript.stop());
            assertThat(played.seen().cost().toolCalls()).isEqualTo(transcript.toolCalls());
            assertThat(played.seen().cost().tokensIn()).isPositive();
            assertThat(played.seen().ungated()).isEmpty();
            if (transcript.wrong().isEmpty()) {
                assertThat(played.score().wrong()).isEmpty();
            } else {
                assertThat(played.score().wrong()).contains(transcript.wrong().get());
            }
            if (transcript.did().isEmpty()) {
                assertThat(played.seen().ran()).isEmpty();
                assertThat(played.seen().changed()).isEmpty();
            } else {
                assertThat(played.seen().ran())
                        .anyMatch(line -> line.contains(transcript.did().get()));
                assertThat(played.seen().changed()).isNotEmpty();
            }
        }
    }

    /** The baseline is worth something, and a model that is worth nothing does not come near it. */
    @Test
    void putsModelsThatSayNothingRepeatTheQuestionOrLieBelowTheBaseline() throws Exception {
        List<EvalCase> cases = Cases.shipped();
        EvalReport baseline =
                new Evaluation(Subject.withoutModel(Map.of(), PLUGINS), 1, 2, directory).play(cases, result -> {});
        Files.writeString(Path.of("target", "eval-baseline.md"), MarkdownReport.of(baseline, baseline));

        assertThat(baseline.cases()).allSatisfy(one -> {
            assertThat(one.trials().get(0).score().wrong()).as(one.of().name()).isEmpty();
            assertThat(one.unsafe()).isZero();
        });
        assertThat(baseline.score()).isBetween(0.6, 0.95);

        List<EvalCase> some =
                everyFifth(cases.stream().filter(one -> !one.ask().isEmpty()).toList());
        double toBeat = new EvalReport(
                        baseline.model(),
                        1,
                        baseline.cases().stream()
                                .filter(one -> some.contains(one.of()))
                                .toList())
                .score();
        assertThat(toBeat).isGreaterThan(0.3);
        assertThat(scored(some, question -> "…")).isZero();
        assertThat(scored(some, question -> question)).isZero();
        assertThat(scoredLies(some)).isLessThan(toBeat / 2);
    }

    @Test
    void playsACaseTheSameWayEachTime() throws Exception {
        List<EvalCase> some = Cases.shipped().stream()
                .filter(one -> one.name().startsWith("quiet/") || one.name().startsWith("nodes/"))
                .toList();
        EvalReport once = play(Subject.withoutModel(Map.of(), PLUGINS), some);
        EvalReport again =
                new Evaluation(Subject.withoutModel(Map.of(), PLUGINS), 2, 2, directory).play(some, result -> {});

        assertThat(again.cases()).extracting(one -> one.of().name()).isEqualTo(names(some));
        assertThat(again.cases())
                .allSatisfy(one -> assertThat(one.trials())
                        .extracting(trial -> trial.seen().answer())
                        .containsOnly(once.cases().stream()
                                .filter(other -> other.of().equals(one.of()))
                                .map(other -> other.trials().get(0).seen().answer())
                                .findFirst()
                                .orElseThrow()));
    }

    private static double scored(List<EvalCase> cases, Function<String, String> answer) throws Exception {
        try (ScriptedModel model = ScriptedModel.start()) {
            cases.forEach(one -> one.ask().forEach(question -> model.reply(answer.apply(question))));
            return play(asking(model), cases).score();
        }
    }

    /** Each answer says all that is true, and then something that is not; only where nothing could be wrong it gets anything. */
    private static double scoredLies(List<EvalCase> cases) throws Exception {
        try (ScriptedModel model = ScriptedModel.start()) {
            cases.forEach(one -> one.ask()
                    .forEach(question -> model.reply(Stream.concat(one.facts().stream(), one.never().stream())
                            .map(Statement::text)
                            .collect(Collectors.joining(".\n")))));
            return play(asking(model), cases).score();
        }
    }

    private static List<EvalCase> everyFifth(List<EvalCase> cases) {
        return IntStream.range(0, cases.size())
                .filter(i -> i % 5 == 0)
                .mapToObj(cases::get)
                .toList();
    }

    private static List<String> names(List<EvalCase> cases) {
        return cases.stream().map(EvalCase::name).toList();
    }

    private static Subject asking(ScriptedModel model) throws IOException {
        Home nobody = new Home(Files.createTempDirectory(directory, "operator"));
        return Subject.model(
                "scripted",
                nobody,
                Map.of(),
                Map.of("model.default", "scripted", "model.base_url", model.baseUrl()),
                PLUGINS);
    }

    private static EvalReport play(Subject subject, List<EvalCase> cases) throws InterruptedException {
        return new Evaluation(subject, 1, 1, directory).play(cases, result -> {});
    }

    private static Played onlyTrial(EvalReport report) {
        return report.cases().get(0).trials().get(0);
    }
}
