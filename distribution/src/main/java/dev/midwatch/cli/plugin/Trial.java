package dev.midwatch.cli.plugin;

import dev.midwatch.api.channel.Symptom;
import dev.midwatch.api.check.Finding;
import dev.midwatch.core.check.CheckReport;
import dev.midwatch.core.check.RegisteredCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Runs the checks of a plugin as the kernel does, each with no more than it declares, and looks at what they find.
 *
 * @param cluster   how the cluster is called that they look at
 * @param explained the reasons that the plugin has an entry for
 * @param limit     how long a check may take before it is given up
 */
public record Trial(String cluster, Set<String> explained, Duration limit) {
    private static final Duration SLOW = Duration.ofSeconds(2);

    /** @param look one look of one check at the cluster */
    public List<Symptom> of(List<RegisteredCheck> checks, Function<RegisteredCheck, CheckReport> look) {
        List<Symptom> symptoms = new ArrayList<>();
        int findings = 0;
        for (RegisteredCheck check : checks) {
            Optional<CheckReport> report = inTime(check, look);
            if (report.isEmpty()) {
                symptoms.add(fail(check, "still runs after %d s: given up".formatted(limit.toSeconds())));
                return symptoms;
            }
            examine(check, report.get(), symptoms);
            findings += report.get().findings().size();
        }
        if (symptoms.isEmpty() && !checks.isEmpty()) {
            symptoms.add(Symptom.ok(
                    "checks", "on the %s cluster: checks %d, findings %d".formatted(cluster, checks.size(), findings)));
        }
        return symptoms;
    }

    /** A check that hangs is left behind in its daemon thread: nothing stops it, but nobody waits for it. */
    private Optional<CheckReport> inTime(RegisteredCheck check, Function<RegisteredCheck, CheckReport> look) {
        ExecutorService one = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "trial of " + check.name());
            thread.setDaemon(true);
            return thread;
        });
        try {
            return Optional.of(one.submit(() -> look.apply(check)).get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException hangs) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the trial of %s failed: %s".formatted(check.name(), e.getCause()), e);
        } finally {
            one.shutdownNow();
        }
    }

    private void examine(RegisteredCheck check, CheckReport report, List<Symptom> symptoms) {
        report.gaps().stream().filter(CheckReport.Gap::bug).forEach(gap -> symptoms.add(fail(check, gap.why())));
        report.findings().stream()
                .flatMap(found -> wrong(found.finding(), report.started()).stream())
                .distinct()
                .forEach(text -> symptoms.add(fail(check, text)));
        report.findings().stream()
                .map(found -> found.finding().reason())
                .filter(reason -> !explained.contains(reason))
                .distinct()
                .forEach(reason -> symptoms.add(Symptom.warn(
                        check.name(),
                        "nobody explains %1$s: there is no findings/%1$s.md in the jar".formatted(reason))));
        if (report.took().compareTo(SLOW) > 0) {
            symptoms.add(Symptom.warn(
                    check.name(),
                    "took %.1f s on the %s cluster".formatted(report.took().toMillis() / 1e3, cluster)));
        }
    }

    private static List<String> wrong(Finding finding, Instant now) {
        List<String> wrong = new ArrayList<>();
        if (finding.summary().isBlank()) {
            wrong.add("a %s has no summary".formatted(finding.reason()));
        }
        if (finding.look().isBlank()) {
            wrong.add("a %s names no command to look for oneself".formatted(finding.reason()));
        }
        if (finding.since().filter(since -> since.isAfter(now)).isPresent()) {
            wrong.add("a %s is since a time to come".formatted(finding.reason()));
        }
        return wrong;
    }

    private Symptom fail(RegisteredCheck check, String text) {
        return Symptom.fail(check.name(), "on the %s cluster: %s".formatted(cluster, text));
    }
}
