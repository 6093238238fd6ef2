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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a run is shown besides its own findings: other jobs' last outputs, what its script says, a report's facts about the cluster. */
public final class Context {
    private static final int MOST_OUTPUT = 4_000;

    private final Path outputs;
    private final Script script;
    private final Optional<Tool> summary;
    private final OpenFindings open;
    private final Function<List<Permission>, ClusterReader> readers;
    private final Clock clock;

    /** @param summary the tool that tells the cluster in a few lines, if a plugin brings one */
    public Context(
            Home home,
            Optional<Tool> summary,
            OpenFindings open,
            Function<List<Permission>, ClusterReader> readers,
            Clock clock) {
        this.outputs = home.output();
        this.script = new Script(home.directory());
        this.summary = summary;
        this.open = open;
        this.readers = readers;
        this.clock = clock;
    }

    List<Evidence> of(JobDefinition job) {
        List<Evidence> evidence = new ArrayList<>();
        for (String name : job.contextFrom()) {
            String other = name.equals(JobDefinition.SELF) ? job.name() : name;
            lastOutput(other).ifPresent(text -> evidence.add(new Evidence("last output of " + other, text)));
        }
        script.of(job).ifPresent(evidence::add);
        return evidence;
    }

    /** What is still broken, and the cluster in a few lines. What cannot be seen is said in them. */
    String summary() {
        return summary.map(tool -> open.inReport() + "\n" + told(tool)).orElseGet(open::inReport);
    }

    private String told(Tool tool) {
        try {
            return tool.call(Json.of(Map.of()), new Looking(readers.apply(tool.permissions()), clock.instant()))
                    .text();
        } catch (ClusterException e) {
            return "the cluster could not be summed up: " + e.getMessage();
        }
    }

    private Optional<String> lastOutput(String job) {
        Path directory = outputs.resolve(job);
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            Optional<Path> last =
                    files.filter(file -> file.toString().endsWith(".md")).max(Comparator.naturalOrder());
            return last.isEmpty() ? Optional.empty() : Optional.of(capped(Files.readString(last.get())));
        } catch (IOException e) {
            throw new UncheckedIOException("the outputs of " + job + " cannot be read", e);
        }
    }

    private static String capped(String text) {
        return text.length() <= MOST_OUTPUT ? text : text.substring(0, MOST_OUTPUT) + "\n… (cut)";
    }

    private record Looking(ClusterReader cluster, Instant now) implements ToolContext {}
}
