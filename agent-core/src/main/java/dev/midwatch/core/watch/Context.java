package dev.midwatch.core.watch;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.core.agent.Evidence;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.RunOutputs;
import dev.midwatch.core.tool.Cap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a run is shown besides its own findings: other jobs' last outputs, what its script says, a report's facts about the cluster. */
public final class Context {
    private static final Cap OUTPUT = new Cap(4_000, "cut here");
    private static final int MOST_OUTPUTS = 4;

    private final RunOutputs outputs;
    private final Script script;
    private final Supplier<Optional<Tool>> summary;
    private final OpenFindings open;
    private final Function<List<Permission>, ClusterReader> readers;
    private final Clock clock;

    /** @param summary the tool that tells the cluster in a few lines, if a plugin brings one */
    public Context(
            Home home,
            Supplier<Optional<Tool>> summary,
            OpenFindings open,
            Function<List<Permission>, ClusterReader> readers,
            Clock clock) {
        this.outputs = new RunOutputs(home.output(), Integer.MAX_VALUE);
        this.script = new Script(home.directory());
        this.summary = summary;
        this.open = open;
        this.readers = readers;
        this.clock = clock;
    }

    List<Evidence> of(JobDefinition job) {
        List<Evidence> evidence = new ArrayList<>();
        List<String> others = job.contextFrom().stream()
                .map(name -> name.equals(JobDefinition.SELF) ? job.name() : name)
                .distinct()
                .toList();
        others.stream()
                .limit(MOST_OUTPUTS)
                .forEach(other -> evidence.add(new Evidence("last output of " + other, lastOutput(other))));
        if (others.size() > MOST_OUTPUTS) {
            String leftOut = String.join(", ", others.subList(MOST_OUTPUTS, others.size()));
            evidence.add(new Evidence("outputs that did not fit", leftOut));
        }
        script.of(job).ifPresent(evidence::add);
        return evidence;
    }

    /** What is still broken, and the cluster in a few lines. What cannot be seen is said in them. */
    String summary() {
        return summary.get().map(tool -> open.inReport() + "\n" + told(tool)).orElseGet(open::inReport);
    }

    private String told(Tool tool) {
        try {
            return tool.call(Json.of(Map.of()), new Looking(readers.apply(tool.permissions()), clock.instant()))
                    .text();
        } catch (ClusterException e) {
            return "the cluster could not be summed up: " + e.getMessage();
        }
    }

    private String lastOutput(String job) {
        try {
            return outputs.latest(job).map(OUTPUT::apply).orElse("(none is kept: it has not run yet, or said nothing)");
        } catch (IOException e) {
            throw new UncheckedIOException("the outputs of " + job + " cannot be read", e);
        }
    }

    private record Looking(ClusterReader cluster, Instant now) implements ToolContext {}
}
