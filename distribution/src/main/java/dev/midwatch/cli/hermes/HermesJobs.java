package dev.midwatch.cli.hermes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.api.Job;
import dev.midwatch.core.job.CatalogException;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.Schedule;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes over {@code cron/jobs.json}. A job that plugins bring here under the same name keeps its checks, which look without a model, and gets
 * the other's times and targets.
 *
 * @param checks  names of those there are
 * @param brought by plugins
 */
record HermesJobs(
        ForeignHome from,
        OwnFiles own,
        Collection<String> checks,
        List<Job> brought,
        ZoneId zone,
        Clock clock,
        Takeover takeover) {
    private static final String NAME = "cron/jobs.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    void take() throws IOException {
        Optional<String> text = from.text(NAME);
        if (text.isEmpty()) {
            return;
        }
        JsonNode entries;
        try {
            JsonNode tree = JSON.readTree(text.get());
            entries = tree.isArray() ? tree : tree.path("jobs");
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            takeover.left(NAME + ":" + line, "is not JSON: " + e.getOriginalMessage());
            return;
        }
        if (!entries.isArray()) {
            takeover.left(NAME, "has no list of jobs ({\"jobs\": [...]})");
            return;
        }
        JobCatalog catalog = JobCatalog.open(own.home().jobs(), clock, zone);
        if (own.force()
                && catalog.jobs().stream().anyMatch(job -> names(entries).contains(job.name()))) {
            own.backUp(own.home().jobs());
        }
        Map<String, String> byId = new HashMap<>();
        List<HermesJob> jobs = new ArrayList<>();
        for (JsonNode entry : entries) {
            HermesJob job = HermesJob.of(entry, checks);
            byId.put(entry.path("id").asText(), job.name());
            byId.put(entry.path("name").asText(), job.name());
            jobs.add(job);
        }
        List<HermesJob> taken = jobs.stream()
                .map(job -> job.chained(byId))
                .filter(job -> take(job, catalog))
                .toList();
        // Only now is there every job that another can be shown the output of.
        taken.forEach(job -> chain(job, catalog));
    }

    private static List<String> names(JsonNode entries) {
        List<String> names = new ArrayList<>();
        entries.forEach(entry -> names.add(HermesJob.name(entry)));
        return names;
    }

    /** Whether the job is one of ours now; one that is left is not touched. */
    private boolean take(HermesJob job, JobCatalog catalog) {
        String what = NAME + ": " + job.name();
        Optional<String> impossible = job.impossible();
        if (impossible.isPresent()) {
            takeover.left(what, impossible.get());
            return false;
        }
        try {
            Optional<JobDefinition> known = catalog.find(job.name());
            if (known.isEmpty()) {
                catalog.create(job.fields());
                tell(what, job.notes());
                return true;
            }
            return merge(what, job, known.get(), catalog);
        } catch (CatalogException e) {
            takeover.left(what, e.problems().get(0).toString());
            return false;
        }
    }

    private boolean merge(String what, HermesJob job, JobDefinition known, JobCatalog catalog) {
        Map<String, Object> wanted = new LinkedHashMap<>(job.fields());
        Optional<Job> shipped =
                brought.stream().filter(one -> one.name().equals(job.name())).findFirst();
        List<String> notes = new ArrayList<>(job.notes());
        if (shipped.isPresent()) {
            wanted.keySet().retainAll(List.of("schedule", "deliver", "enabled", "paused_reason", "timezone"));
            notes.removeIf(note -> note.startsWith(HermesJob.LOOKS));
            notes.add("%s %s, without a model; the prompt stays behind"
                    .formatted(HermesJob.LOOKS, String.join(", ", known.checks())));
        }
        if (holds(known, wanted) && isChained(known, job)) {
            tell(what, notes);
            return true;
        }
        if (own.force() || shipped.filter(one -> untouched(known, one)).isPresent()) {
            catalog.edit(job.name(), wanted);
            tell(what, notes);
            return true;
        }
        takeover.left(what, "there is a job of that name here that is different; --force edits it and keeps a copy");
        return false;
    }

    private void tell(String what, List<String> notes) {
        if (notes.isEmpty()) {
            takeover.taken(what);
        } else {
            takeover.changed(what, String.join("; ", notes));
        }
    }

    /** Whether the job is as wanted already. */
    private static boolean holds(JobDefinition known, Map<String, Object> wanted) {
        Map<String, Object> is = known.fields();
        return wanted.entrySet().stream()
                .filter(field -> !field.getKey().equals("name"))
                .allMatch(field -> field.getKey().equals("schedule")
                        ? known.schedule()
                                .text()
                                .equals(Schedule.parse(field.getValue().toString())
                                        .text())
                        : Objects.equals(JSON.valueToTree(is.get(field.getKey())), JSON.valueToTree(field.getValue())));
    }

    private static boolean isChained(JobDefinition known, HermesJob job) {
        return job.contextFrom().isEmpty() || job.contextFrom().equals(known.contextFrom());
    }

    private static boolean untouched(JobDefinition known, Job shipped) {
        return known.schedule().text().equals(Schedule.parse(shipped.schedule()).text())
                && known.checks().equals(shipped.checks())
                && known.prompt().equals(shipped.prompt())
                && known.deliver().equals(shipped.deliver())
                && known.enabled();
    }

    private void chain(HermesJob job, JobCatalog catalog) {
        if (isChained(catalog.get(job.name()), job)) {
            return;
        }
        try {
            catalog.edit(job.name(), Map.of("context_from", job.contextFrom()));
        } catch (CatalogException e) {
            takeover.left(
                    "%s: %s.context_from".formatted(NAME, job.name()),
                    e.problems().get(0).message());
        }
    }
}
