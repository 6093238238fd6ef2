package dev.midwatch.core.job;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.api.Job;
import dev.midwatch.core.config.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Entries of the file, made and changed as values before anything is written. */
final class JobEntries {
    private final Clock clock;
    private final ZoneId zone;

    JobEntries(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    static ArrayNode list(ObjectNode tree) {
        return tree.withArray(JobsFile.JOBS);
    }

    static Optional<ObjectNode> find(ObjectNode tree, String name) {
        for (JsonNode entry : list(tree)) {
            if (entry.path(JobKeys.NAME).asText().equals(name)
                    || entry.path(JobKeys.ID).asText().equals(name)) {
                return Optional.of((ObjectNode) entry);
            }
        }
        return Optional.empty();
    }

    ObjectNode create(Map<String, ?> fields) {
        ObjectNode entry = JobsFile.JSON.createObjectNode();
        entry.put(JobKeys.ID, UUID.randomUUID().toString().substring(0, 8));
        for (String key : JobKeys.ALL) {
            set(entry, key, key.equals(JobKeys.ID) ? null : fields.get(key));
        }
        fields.keySet().stream()
                .filter(key -> !JobKeys.ALL.contains(key))
                .forEach(key -> set(entry, key, fields.get(key)));
        check(entry);
        fixOnce(entry);
        return entry;
    }

    void edit(ObjectNode entry, Map<String, ?> changes) {
        String name = entry.path(JobKeys.NAME).asText();
        if (changes.containsKey(JobKeys.ID)) {
            throw refused(name, JobKeys.ID, "the id of a job never changes", "");
        }
        changes.forEach((key, value) -> {
            if (value == null) {
                entry.remove(key);
            } else {
                set(entry, key, value);
            }
        });
        check(entry);
        if (changes.containsKey(JobKeys.SCHEDULE)) {
            fixOnce(entry);
        }
    }

    /** Takes the jobs of another file over into the tree, and says of each what changed. */
    List<String> take(ObjectNode tree, ObjectNode given, JobCatalog.Known known) {
        List<String> changes = new ArrayList<>();
        for (JsonNode entry : list(given)) {
            String name = entry.path(JobKeys.NAME).asText();
            changes.add(name + ": " + take(tree, name, (ObjectNode) entry, known));
        }
        return changes;
    }

    private String take(ObjectNode tree, String name, ObjectNode given, JobCatalog.Known known) {
        Map<String, Object> fields = JobsFile.JSON.convertValue(given, new TypeReference<>() {});
        fields.remove(JobKeys.ID);
        Optional<ObjectNode> entry = find(tree, name);
        if (entry.isEmpty()) {
            list(tree).add(create(fields));
            return "created";
        }
        if (known == JobCatalog.Known.KEPT) {
            return "unchanged";
        }
        ObjectNode before = entry.get().deepCopy();
        edit(entry.get(), fields);
        return difference(before, entry.get());
    }

    /** The keys that are not the same, in words. */
    private static String difference(ObjectNode before, ObjectNode after) {
        List<String> changed = JobKeys.ALL.stream()
                .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .toList();
        return changed.isEmpty() ? "unchanged" : String.join(", ", changed);
    }

    /** The names of the jobs that plugins have brought. */
    static Set<String> seeded(ObjectNode tree) {
        Set<String> names = new HashSet<>();
        tree.path(JobsFile.SEEDED).forEach(name -> names.add(name.asText()));
        return names;
    }

    void seed(ObjectNode tree, Collection<Job> brought, List<String> added, List<Problem> refused) {
        ArrayNode noted = tree.withArray(JobsFile.SEEDED);
        Set<String> before = seeded(tree);
        for (Job job : brought) {
            if (before.contains(job.name())) {
                continue;
            }
            if (find(tree, job.name()).isPresent()) {
                noted.add(job.name());
                continue;
            }
            try {
                list(tree).add(create(fields(job)));
                noted.add(job.name());
                added.add(job.name());
            } catch (CatalogException e) {
                refused.addAll(e.problems());
            }
        }
    }

    /** The whole file as it would be; lines of a text that nobody has seen say nothing, so they are left out. */
    static JobsFile.Content checked(String name, String text) {
        try {
            return JobsFile.read(name, text);
        } catch (CatalogException e) {
            throw new CatalogException(e.problems().stream()
                    .map(problem -> new Problem(problem.file(), 0, problem.path(), problem.message(), problem.hint()))
                    .toList());
        }
    }

    static CatalogException refused(String name, String key, String message, String hint) {
        return new CatalogException(new Problem("job " + name, 0, key, message, hint));
    }

    private static Map<String, Object> fields(Job job) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(JobKeys.NAME, job.name());
        fields.put(JobKeys.SCHEDULE, job.schedule());
        fields.put(JobKeys.CHECKS, job.checks());
        fields.put(JobKeys.WHEN, job.when() == Job.When.ALWAYS ? "always" : "on_findings");
        fields.put(JobKeys.PROMPT, job.prompt().isEmpty() ? null : job.prompt());
        fields.put(JobKeys.DELIVER, job.deliver());
        return fields;
    }

    private static void set(ObjectNode entry, String key, Object value) {
        if (value != null) {
            entry.set(key, JobsFile.JSON.valueToTree(value));
        }
    }

    private static void check(ObjectNode entry) {
        List<Problem> problems = new ArrayList<>();
        String name = entry.path(JobKeys.NAME).asText();
        JobReader.read(entry, (key, message, hint) -> problems.add(new Problem("job " + name, 0, key, message, hint)));
        if (!problems.isEmpty()) {
            throw new CatalogException(problems);
        }
    }

    /** {@code in 30m} counts from now, so it is written as the moment it means; a moment that is past is refused. */
    private void fixOnce(ObjectNode entry) {
        Schedule written = Schedule.parse(entry.path(JobKeys.SCHEDULE).asText());
        if (!written.once()) {
            return;
        }
        Instant now = clock.instant();
        Schedule once = written.from(now.truncatedTo(ChronoUnit.SECONDS));
        ZoneId zoned = Optional.of(entry.path(JobKeys.TIMEZONE).asText())
                .filter(text -> !text.isEmpty())
                .map(ZoneId::of)
                .orElse(zone);
        if (once.next(now, zoned).isEmpty()) {
            throw refused(
                    entry.path(JobKeys.NAME).asText(),
                    JobKeys.SCHEDULE,
                    once.text() + " is past",
                    "did you mean \"in 1h\"?");
        }
        entry.put(JobKeys.SCHEDULE, once.text());
    }
}
