package dev.midwatch.eval;

import dev.midwatch.core.Kernel;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.check.Change;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.FindingLedger;
import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.core.check.LedgerEntry;
import dev.midwatch.core.check.LedgerUpdate;
import dev.midwatch.core.check.RegisteredCheck;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.watch.CheckCatalog;
import dev.midwatch.core.watch.Cycle;
import dev.midwatch.simulator.Simulation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One case, played once: a fresh cluster, a fresh data directory, and a kernel as the gateway has it. */
final class Trial implements AutoCloseable {
    private static final Duration LASTED = Duration.ofHours(1);

    private final EvalCase wanted;
    private final boolean model;
    private final Simulation simulation;
    private final Kernel kernel;
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    /** @param directory for this trial alone */
    Trial(EvalCase wanted, Subject subject, Path directory) {
        this.wanted = wanted;
        this.model = subject.name().isPresent();
        this.simulation = wanted.world().start();
        try {
            this.kernel = Kernel.of(options(subject, directory));
        } catch (IOException e) {
            simulation.close();
            throw new UncheckedIOException("no place for the trial of " + wanted.name(), e);
        }
    }

    private KernelOptions options(Subject subject, Path directory) throws IOException {
        Home home = new Home(directory.resolve("home"));
        subject.configure(home, wanted.config());
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), kubeconfig());
        Map<String, String> flags = new HashMap<>(subject.flags());
        flags.put("kubernetes.kubeconfig", kubeconfig.toString());
        // A real API server would not be asked so quickly.
        flags.put("kubernetes.qps", "10000");
        return new KernelOptions(
                home,
                subject.environment(),
                flags,
                subject.plugins(),
                simulation.clock(),
                new PrintStream(console, true, StandardCharsets.UTF_8),
                Optional.empty(),
                false,
                Runnable::run);
    }

    /** Without TLS, which would take most of the time. */
    private String kubeconfig() {
        String secure = wanted.world()
                .account()
                .map(account -> account.split("/", 2))
                .map(account -> simulation.kubeconfig(account[0], account[1]))
                .orElseGet(simulation::kubeconfig);
        return secure.replace(
                simulation.secureUrl().toString(), simulation.url().toString());
    }

    Observation play() {
        long from = System.nanoTime();
        Deeds deeds = Deeds.from(simulation, kernel);
        boolean watch = wanted.ask().isEmpty();
        Said said = watch
                ? new Rounds(simulation, kernel, console).keep(wanted.world().after())
                : answer();
        return deeds.observe(said, Duration.ofNanos(System.nanoTime() - from), !watch);
    }

    /** The gateway has looked before it is asked, so the findings are known. */
    private Said answer() {
        Cycle cycle = kernel.get(Cycle.class);
        List<RegisteredCheck> checks = kernel.get(CheckCatalog.class).all().stream()
                .filter(cycle::unasked)
                .toList();
        LedgerUpdate known = known(cycle.look(checks));
        Questions questions = new Questions(kernel);
        return model ? questions.ask(wanted.ask()) : Said.rendered(rendered(known) + questions.look(wanted.look()));
    }

    /** What is told only when it lasts has lasted where everything stands still: a look an hour ago saw the same. */
    private LedgerUpdate known(CheckReport report) {
        FindingLedger ledger = kernel.get(FindingLedger.class);
        if (wanted.world() instanceof World.Standing) {
            ledger.update(new CheckReport(
                    report.started().minus(LASTED),
                    report.took(),
                    report.ran(),
                    report.gaps(),
                    report.findings(),
                    report.coverage(),
                    report.reads()));
        }
        return ledger.update(report);
    }

    /** Every open finding, as whoever asks is shown them: also those that nobody is told of unasked. */
    private String rendered(LedgerUpdate known) {
        List<LedgerUpdate.News> open = known.open().stream()
                .filter(entry -> entry.causedBy().isEmpty())
                .sorted(Comparator.comparing(
                                (LedgerEntry entry) -> entry.finding().severity())
                        .reversed())
                .map(entry -> new LedgerUpdate.News(entry, Change.NEW))
                .toList();
        return known.isNews() || !open.isEmpty()
                ? kernel.get(FindingRenderer.class).render("eval", known.withNews(open))
                : "All is well: no check found anything.";
    }

    @Override
    public void close() {
        kernel.close();
        simulation.close();
    }
}
