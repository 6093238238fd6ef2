package dev.midwatch.core.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.api.Job;
import dev.midwatch.core.config.NearName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes a definition of one entry, collecting everything that is wrong with it. */
final class JobReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final String DELIVER = "console";

    private final JsonNode entry;
    private final Complaints complaints;

    /** Takes note of a problem with a key of the entry. */
    interface Complaints {
        void add(String key, String message, String hint);
    }

    private JobReader(JsonNode entry, Complaints complaints) {
        this.entry = entry;
        this.complaints = complaints;
    }

    /** Empty if there was anything to complain about. */
    static Optional<JobDefinition> read(JsonNode entry, Complaints complaints) {
        if (!entry.isObject()) {
            complaints.add("", "a job is an object", "for example {\"name\": \"my-job\", \"schedule\": \"every 15m\"}");
            return Optional.empty();
        }
        List<String> heard = new ArrayList<>();
        JobReader reader = new JobReader(entry, (key, message, hint) -> {
            heard.add(key);
            complaints.add(key, message, hint);
        });
        reader.checkKeys();
        JobDefinition job = reader.definition();
        return heard.isEmpty() ? Optional.of(job) : Optional.empty();
    }

    private void checkKeys() {
        entry.fieldNames().forEachRemaining(key -> {
            if (!JobKeys.ALL.contains(key)) {
                complaints.add(key, "unknown key", NearName.hint(key, JobKeys.ALL));
            }
        });
    }

    private JobDefinition definition() {
        String name = name();
        return new JobDefinition(
                text(JobKeys.ID).orElse(name),
                name,
                schedule(),
                text(JobKeys.TIMEZONE).map(this::zone),
                text(JobKeys.PROMPT).orElse(""),
                texts(JobKeys.CHECKS),
                when(),
                text(JobKeys.DELIVER).orElse(DELIVER),
                texts(JobKeys.SKILLS),
                texts(JobKeys.TOOLS),
                text(JobKeys.MODEL),
                texts(JobKeys.CONTEXT_FROM),
                text(JobKeys.WORKDIR),
                timeout(),
                tokenBudget(),
                repeat(),
                flag(JobKeys.ENABLED, true),
                text(JobKeys.PAUSED_REASON),
                text(JobKeys.SCRIPT));
    }

    private String name() {
        String name = text(JobKeys.NAME).orElse("");
        if (!NAME.matcher(name).matches() || name.equals(JobDefinition.SELF) || name.equals("all")) {
            String near =
                    name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
            boolean usable = NAME.matcher(near).matches() && !near.equals(name);
            complaints.add(
                    JobKeys.NAME,
                    name.isEmpty()
                            ? "a job needs a name"
                            : "\"%s\" cannot be a name: use 1 to 63 lower case letters, digits and dashes"
                                    .formatted(name),
                    meant(usable ? near : "my-job"));
        }
        return name;
    }

    private Schedule schedule() {
        try {
            return Schedule.parse(text(JobKeys.SCHEDULE).orElse(""));
        } catch (ScheduleException e) {
            complaints.add(JobKeys.SCHEDULE, e.getMessage(), meant(e.hint()));
            return new IntervalSchedule(Schedule.SHORTEST);
        }
    }

    private ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            complaints.add(
                    JobKeys.TIMEZONE,
                    "\"%s\" is not a time zone".formatted(zone),
                    meant(NearName.find(zone, ZoneId.getAvailableZoneIds()).orElse("Europe/Berlin")));
            return null;
        }
    }

    private Job.When when() {
        String when = text(JobKeys.WHEN).orElse("on_findings");
        if (!when.equals("on_findings") && !when.equals("always")) {
            complaints.add(
                    JobKeys.WHEN,
                    "\"%s\" is neither on_findings nor always".formatted(when),
                    meant(NearName.find(when, List.of("on_findings", "always")).orElse("on_findings")));
        }
        return when.equals("always") ? Job.When.ALWAYS : Job.When.ON_FINDINGS;
    }

    private Optional<Duration> timeout() {
        Optional<String> written = text(JobKeys.TIMEOUT);
        Optional<Duration> timeout = written.flatMap(Durations::parse);
        if (written.isPresent() && timeout.filter(length -> !length.isZero()).isEmpty()) {
            complaints.add(
                    JobKeys.TIMEOUT, "\"%s\" is not a length of time".formatted(written.get()), "for example 10m");
        }
        return timeout;
    }

    private OptionalLong tokenBudget() {
        JsonNode value = entry.path(JobKeys.TOKEN_BUDGET);
        return positive(JobKeys.TOKEN_BUDGET, "20000") ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    }

    private OptionalInt repeat() {
        JsonNode value = entry.path(JobKeys.REPEAT);
        return positive(JobKeys.REPEAT, "1") ? OptionalInt.of(value.asInt()) : OptionalInt.empty();
    }

    private boolean positive(String key, String hint) {
        JsonNode value = entry.path(key);
        boolean fits = value.canConvertToInt() && value.isIntegralNumber() && value.asInt() > 0;
        if (!absent(value) && !fits) {
            complaints.add(key, value + " is not a whole number above zero", "for example " + hint);
        }
        return fits;
    }

    private boolean flag(String key, boolean fallback) {
        JsonNode value = entry.path(key);
        if (!absent(value) && !value.isBoolean()) {
            complaints.add(key, value + " is neither true nor false", "");
        }
        return value.asBoolean(fallback);
    }

    private Optional<String> text(String key) {
        return one(key, entry.path(key)).filter(text -> !text.isBlank());
    }

    private Optional<String> one(String key, JsonNode value) {
        if (!absent(value) && !value.isTextual()) {
            complaints.add(key, value + " is not a text", meant(value.asText("text")));
        }
        return absent(value) ? Optional.empty() : Optional.of(value.asText());
    }

    private List<String> texts(String key) {
        JsonNode value = entry.path(key);
        if (absent(value)) {
            return List.of();
        }
        if (!value.isArray()) {
            complaints.add(key, value + " is not a list of texts", "for example [" + value + "]");
            return List.of();
        }
        Function<JsonNode, Optional<String>> item = node -> one(key, node);
        List<String> texts = new ArrayList<>();
        value.forEach(node -> item.apply(node).ifPresent(texts::add));
        return texts;
    }

    private static String meant(String value) {
        return "did you mean \"" + value + "\"?";
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
