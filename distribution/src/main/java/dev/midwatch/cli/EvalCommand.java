package dev.midwatch.cli;

import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.config.Patterns;
import dev.midwatch.core.text.PlainText;
import dev.midwatch.eval.CaseException;
import dev.midwatch.eval.Cases;
import dev.midwatch.eval.EvalCase;
import dev.midwatch.eval.EvalReport;
import dev.midwatch.eval.Evaluation;
import dev.midwatch.eval.MarkdownReport;
import dev.midwatch.eval.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description =
                "Measures the agent on simulated clusters: what it finds out, what it costs, what it tries to do.",
        footer = {
            "",
            "Without a model the findings are rendered as they are: the baseline that a model has to beat.",
            "Exits with 3 if the score is below --min-score."
        })
final class EvalCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(names = "--model", paramLabel = "NAME", description = "The model to ask (default: model.default).")
    private String model;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description =
                    "Its OpenAI-compatible endpoint (default: model.base_url). The key comes from OPENAI_API_KEY or the configuration.")
    private String baseUrl;

    @Option(names = "--without-model", description = "Measure the baseline, also where a model is configured.")
    private boolean withoutModel;

    @Option(
            names = "--case",
            split = ",",
            paramLabel = "GLOB",
            description = "Only cases of these names, for instance \"pods/*\".")
    private List<String> only = List.of();

    @Option(names = "--cases", paramLabel = "DIR", description = "Your own cases instead of those that ship.")
    private Path folder;

    @Option(names = "--list", description = "Only list the cases.")
    private boolean list;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Trials of each case (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "Trials at a time (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "For each answer (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Option(names = "--report", paramLabel = "FILE", description = "Also write a report in Markdown, answers included.")
    private Path report;

    @Option(names = "--min-score", paramLabel = "PERCENT", description = "The least score that is good enough.")
    private Double minScore;

    @Override
    public Integer call() throws InterruptedException {
        check();
        List<EvalCase> cases = cases();
        if (list) {
            global.terminal()
                    .listing(
                            global.output(),
                            List.of("case", "points", "story"),
                            cases.stream().map(EvalRows::of).toList(),
                            "no cases");
            return 0;
        }
        Optional<Subject> subject = withoutModel ? Optional.empty() : model();
        Subject baseline = Subject.withoutModel(System.getenv(), Workspace.shippedPlugins());
        global.terminal()
                .note(subject.flatMap(Subject::name)
                        .map(name -> "asking " + name + " in %d cases, after the baseline without a model")
                        .orElse("no model is asked: %d cases for the baseline that a model has to beat")
                        .formatted(cases.size()));
        EvalReport without = play(baseline, 1, cases);
        Optional<EvalReport> with = Optional.empty();
        if (subject.isPresent()) {
            with = Optional.of(play(subject.get().within(Duration.ofSeconds(timeout)), repeat, cases));
        }
        return tell(with.orElse(without), without);
    }

    private void check() {
        if (repeat < 1 || parallel < 1 || timeout < 1) {
            throw CliException.usage("--repeat, --parallel and --timeout: 1 or more");
        }
        if (minScore != null && (minScore < 0 || minScore > 100)) {
            throw CliException.usage("--min-score " + minScore + ": from 0 to 100");
        }
        if (withoutModel && (model != null || baseUrl != null)) {
            throw CliException.usage("--without-model asks none: leave out --model and --base-url");
        }
    }

    private List<EvalCase> cases() {
        List<EvalCase> all;
        try {
            all = folder == null ? Cases.shipped() : Cases.in(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the cases cannot be read", e);
        } catch (CaseException wrong) {
            throw CliException.usage(wrong.getMessage());
        }
        List<EvalCase> chosen = all.stream()
                .filter(one -> only.isEmpty() || only.stream().anyMatch(glob -> Patterns.fits(glob, one.name())))
                .toList();
        if (chosen.isEmpty()) {
            throw CliException.usage("no case is called %s; midwatch eval --list says which there are"
                    .formatted(only.isEmpty() ? "*.yaml in " + folder : String.join(" or ", only)));
        }
        return chosen;
    }

    /** The one of the options, else the one that is configured, else none. */
    private Optional<Subject> model() {
        Map<String, String> flags = new HashMap<>();
        Optional.ofNullable(model).ifPresent(name -> flags.put("model.default", name));
        Optional.ofNullable(baseUrl).ifPresent(url -> flags.put("model.base_url", url));
        Home home = Home.locate(System.getenv(), global.home());
        Config config = ConfigLoader.load(home, System.getenv(), flags);
        if (!config.model().present()) {
            if (!flags.isEmpty()) {
                throw CliException.usage("a model has a name and an endpoint: give --model and --base-url");
            }
            return Optional.empty();
        }
        return config.model()
                .name()
                .map(name -> Subject.model(name, home, System.getenv(), flags, Workspace.shippedPlugins()));
    }

    private EvalReport play(Subject subject, int trials, List<EvalCase> cases) throws InterruptedException {
        EvalProgress progress = new EvalProgress(global.terminal(), cases.size());
        try (TemporaryDirectory directory = TemporaryDirectory.of("eval")) {
            return new Evaluation(subject, trials, parallel, directory.path()).play(cases, progress::ended);
        }
    }

    private int tell(EvalReport told, EvalReport baseline) {
        if (global.output() == OutputFormat.table) {
            EvalRows.print(global.terminal(), told, baseline);
        } else {
            global.terminal().value(global.output(), EvalRows.tree(told, baseline));
        }
        if (report != null) {
            write(MarkdownReport.of(told, baseline));
        }
        if (minScore != null && told.score() * 100 < minScore) {
            global.terminal().note("the score is below %.1f %%".formatted(minScore));
            return 3;
        }
        return 0;
    }

    private void write(String text) {
        try {
            Files.writeString(report, PlainText.ofProcess().of(text));
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written to " + report, e);
        }
    }
}
