package dev.midwatch.core.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.api.Job;
import dev.midwatch.core.config.NearName;
import dev.midwatch.core.config.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The jobs there are: {@code cron/jobs.json}, which people may edit while it is in use. What cannot be read changes nothing: the
 * last good set stays in force, also over a restart. Every change made here reads the file anew and writes it whole, keeping the
 * order of what stands there; while the file is broken no change is made, so that nobody's edit is lost. From any thread.
 */
public final class JobCatalog {
    /** What becomes of a job that is in both files. */
    public enum Known {
        EDITED,
        KEPT
    }

    private final JobsFolder folder;
    private final JobEntries entries;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private volatile List<JobDefinition> jobs = List.of();
    private volatile Set<String> seeded = Set.of();
    private Optional<JobsFolder.Stamp> stamp = Optional.empty();
    private String seen = "";
    private boolean broken;
    private CatalogException untold;

    private JobCatalog(JobsFolder folder, JobEntries entries) {
        this.folder = folder;
        this.entries = entries;
    }

    /**
     * Opens the file; one that is missing holds no jobs.
     *
     * @param zone of jobs that name none
     * @throws CatalogException if the file is broken and no good one was ever seen
     */
    public static JobCatalog open(Path file, Clock clock, ZoneId zone) {
        JobsFolder folder = new JobsFolder(file);
        JobCatalog catalog = new JobCatalog(folder, new JobEntries(clock, zone));
        catalog.load();
        return catalog;
    }

    /** Those in force, in the file's order. */
    public List<JobDefinition> jobs() {
        return jobs;
    }

    /** The job of that name or id. */
    public Optional<JobDefinition> find(String name) {
        return jobs.stream()
                .filter(job -> job.name().equals(name) || job.id().equals(name))
                .findFirst();
    }

    /** @throws CatalogException naming the nearest if there is none of that name */
    public JobDefinition get(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    /** Looks whether somebody edited the file. Costs one look at its date while nobody did. */
    public CatalogChange refresh() {
        CatalogChange change = look();
        if (change.kind() == CatalogChange.Kind.CHANGED || change.kind() == CatalogChange.Kind.MENDED) {
            listeners.forEach(Runnable::run);
        }
        return change;
    }

    /** Called after every change, by whichever thread made or noticed it; it must not wait for anything. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Adds a job.
     *
     * @param fields as in the file: {@code name}, {@code schedule}, ...
     */
    public JobDefinition create(Map<String, ?> fields) {
        return create(fields, () -> {});
    }

    /** @param first done once it is sure that this can be written, and before it is */
    public JobDefinition create(Map<String, ?> fields, Runnable first) {
        String name = String.valueOf(fields.get(JobKeys.NAME));
        change(first, tree -> {
            if (JobEntries.find(tree, name).isPresent()) {
                throw JobEntries.refused(
                        name,
                        JobKeys.NAME,
                        "there is a job of that name already",
                        "edit that one, or choose another name");
            }
            JobEntries.list(tree).add(entries.create(fields));
        });
        return get(name);
    }

    /** Adds a job unless one has that name; says whether it did. */
    public boolean createIfAbsent(Map<String, ?> fields) {
        if (find(String.valueOf(fields.get(JobKeys.NAME))).isPresent()) {
            return false;
        }
        create(fields);
        return true;
    }

    /**
     * Takes over another file of the same form: a job whose name is known gets the keys given there, or stays as it is, and others
     * are added. All of it or, if anything is wrong, nothing.
     *
     * @return a line for each job of that file: {@code nodes: created}, {@code nodes: schedule, prompt}, {@code nodes: unchanged}
     */
    public List<String> apply(String fileName, String text, Known known) {
        JobsFile.Content given = JobsFile.read(fileName, text);
        List<String> changes = new ArrayList<>();
        change(tree -> changes.addAll(entries.take(tree, given.tree(), known)));
        return changes;
    }

    /**
     * Takes the jobs of another file, if there is one, as long as no file of jobs is here. One that is broken is refused and not taken
     * over: once here, a better one there would change nothing.
     */
    public void begin(Path given) {
        if (folder.stamp().isEmpty() && Files.exists(given)) {
            apply(given.toString(), JobsFolder.read(given), Known.KEPT);
        }
    }

    /** What {@link #apply} would change, in the same lines. */
    public List<String> preview(String fileName, String text, Known known) {
        JobsFile.Content given = JobsFile.read(fileName, text);
        ObjectNode tree = JobsFile.read(folder.name(), folder.text().orElse("")).tree();
        List<String> changes = entries.take(tree, given.tree(), known);
        JobEntries.checked(folder.name(), JobsFile.write(tree));
        return changes;
    }

    /** Changes what the map holds; a key with null goes back to its default. */
    public JobDefinition edit(String name, Map<String, ?> changes) {
        return edit(name, changes, () -> {});
    }

    /** @param first done once it is sure that this can be written, and before it is */
    public JobDefinition edit(String name, Map<String, ?> changes, Runnable first) {
        String id = get(name).id();
        change(first, tree -> entries.edit(entry(tree, name), changes));
        return get(id);
    }

    public JobDefinition pause(String name, String reason) {
        return pause(name, reason, () -> {});
    }

    /** @param first as in {@link #edit(String, Map, Runnable)} */
    public JobDefinition pause(String name, String reason, Runnable first) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put(JobKeys.ENABLED, false);
        changes.put(JobKeys.PAUSED_REASON, reason.isBlank() ? null : reason);
        return edit(name, changes, first);
    }

    public JobDefinition resume(String name) {
        return resume(name, () -> {});
    }

    /** @param first as in {@link #edit(String, Map, Runnable)} */
    public JobDefinition resume(String name, Runnable first) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put(JobKeys.ENABLED, null);
        changes.put(JobKeys.PAUSED_REASON, null);
        return edit(name, changes, first);
    }

    public void remove(String name) {
        remove(name, () -> {});
    }

    /** @param first as in {@link #edit(String, Map, Runnable)} */
    public void remove(String name, Runnable first) {
        change(first, tree -> {
            ObjectNode entry = entry(tree, name);
            ArrayNode list = JobEntries.list(tree);
            for (int i = list.size() - 1; i >= 0; i--) {
                if (list.get(i) == entry) {
                    list.remove(i);
                }
            }
        });
    }

    /**
     * Adds the jobs that plugins bring, each only the first time it is seen: one that was removed stays removed, also if somebody else
     * had written it before the plugin came.
     */
    public Seeded seed(Collection<Job> brought) {
        List<String> added = new ArrayList<>();
        List<Problem> refused = new ArrayList<>();
        try {
            if (brought.stream().anyMatch(job -> !seeded.contains(job.name()))) {
                change(tree -> entries.seed(tree, brought, added, refused));
            }
        } catch (CatalogException broken) {
            return new Seeded(List.of(), broken.problems());
        }
        return new Seeded(added, refused);
    }

    /** Whether jobs that plugins bring were taken in before; those of a plugin that came since are at the next start of the gateway. */
    public boolean hasBeenSeeded() {
        return !seeded.isEmpty();
    }

    private ObjectNode entry(ObjectNode tree, String name) {
        return JobEntries.find(tree, name).orElseThrow(() -> unknown(name));
    }

    private CatalogException unknown(String name) {
        List<String> names = jobs.stream().map(JobDefinition::name).toList();
        return new CatalogException(
                new Problem(folder.name(), 0, "", "there is no job \"" + name + "\"", NearName.hint(name, names)));
    }

    private void change(Consumer<ObjectNode> edit) {
        change(() -> {}, edit);
    }

    private void change(Runnable first, Consumer<ObjectNode> edit) {
        folder.alone(() -> {
            String before = folder.text().orElse("");
            ObjectNode tree = JobsFile.read(folder.name(), before).tree();
            edit.accept(tree);
            String after = JobsFile.write(tree);
            JobsFile.Content content = JobEntries.checked(folder.name(), after);
            first.run();
            if (!after.equals(before)) {
                folder.write(after);
            }
            inForce(after, content);
            return null;
        });
        listeners.forEach(Runnable::run);
    }

    private synchronized void inForce(String text, JobsFile.Content content) {
        hold(content);
        stamp = folder.stamp();
        seen = text;
        broken = false;
        untold = null;
        folder.keepAsGood(text);
    }

    private void hold(JobsFile.Content content) {
        jobs = List.copyOf(content.jobs());
        seeded = JobEntries.seeded(content.tree());
    }

    private synchronized void load() {
        stamp = folder.stamp();
        seen = folder.text().orElse("");
        try {
            hold(JobsFile.read(folder.name(), seen));
        } catch (CatalogException e) {
            String good = folder.lastGood().orElseThrow(() -> e);
            hold(JobsFile.read(folder.name(), good));
            broken = true;
            untold = e;
        }
    }

    private synchronized CatalogChange look() {
        if (untold != null) {
            CatalogChange change = new CatalogChange(CatalogChange.Kind.BROKEN, untold.problems());
            untold = null;
            return change;
        }
        Optional<JobsFolder.Stamp> now = folder.stamp();
        if (now.equals(stamp)) {
            return CatalogChange.of(CatalogChange.Kind.UNCHANGED);
        }
        stamp = now;
        return takeOver();
    }

    private CatalogChange takeOver() {
        boolean wasBroken = broken;
        try {
            String text = folder.text().orElse("");
            if (text.equals(seen)) {
                return CatalogChange.of(CatalogChange.Kind.UNCHANGED);
            }
            seen = text;
            refuseEmptied(text);
            inForce(text, JobsFile.read(folder.name(), text));
            return CatalogChange.of(wasBroken ? CatalogChange.Kind.MENDED : CatalogChange.Kind.CHANGED);
        } catch (CatalogException e) {
            broken = true;
            return new CatalogChange(CatalogChange.Kind.BROKEN, e.problems());
        }
    }

    /** An editor that truncates before it writes, or a slip: nobody means to stop every watch by an empty file. */
    private void refuseEmptied(String text) {
        if (text.isBlank() && !Objects.requireNonNull(jobs).isEmpty()) {
            throw new CatalogException(new Problem(
                    folder.name(), 0, "", "the file is gone or empty", "write {\"jobs\": []} if no job is meant"));
        }
    }
}
