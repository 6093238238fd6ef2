package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments counted from the time of the check: {@code ${-2h}}, {@code ${+30d}}, {@code ${now}}. {@code $${x}} is {@code ${x}} itself. */
final class Moments {
    private static final Pattern ANY = Pattern.compile("\\$?\\$\\{([^}]*)}?");
    private static final Pattern MOMENT = Pattern.compile("now|[-+](\\d+[smhd])+");
    private static final Pattern PART = Pattern.compile("(\\d+)([smhd])");

    /** The fields that are not understood without a fraction of the second. */
    private static final Set<String> MICRO = Set.of("renewTime", "acquireTime", "eventTime", "lastObservedTime");

    private static final DateTimeFormatter WITH_MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Moments() {}

    /** A moment in a text that is none, if there is one. */
    static Optional<String> wrongIn(String text) {
        return ANY.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(found -> !found.startsWith("$$"))
                .filter(found -> !found.endsWith("}")
                        || !MOMENT.matcher(found.substring(2, found.length() - 1))
                                .matches())
                .findFirst();
    }

    /** How long before the time of the check a text says, if that is all it says. */
    static Optional<Duration> before(String text) {
        Matcher all = ANY.matcher(text);
        return all.matches() && MOMENT.matcher(all.group(1)).matches()
                ? Optional.of(offset(all.group(1)).negated())
                : Optional.empty();
    }

    static JsonNode fill(JsonNode node, Instant now) {
        return fill(node.deepCopy(), "", now.truncatedTo(ChronoUnit.SECONDS));
    }

    private static JsonNode fill(JsonNode node, String field, Instant now) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(fill(entry.getValue(), entry.getKey(), now)));
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, fill(list.get(i), field, now));
            }
        } else if (node.isTextual() && node.textValue().contains("${")) {
            return JsonNodeFactory.instance.textNode(fill(node.textValue(), field, now));
        }
        return node;
    }

    private static String fill(String text, String field, Instant now) {
        return ANY.matcher(text).replaceAll(found -> {
            if (found.group().startsWith("$$")) {
                return Matcher.quoteReplacement(found.group().substring(1));
            }
            Instant moment = now.plus(offset(found.group(1)));
            return MICRO.contains(field) ? WITH_MICROS.format(moment) : moment.toString();
        });
    }

    private static Duration offset(String moment) {
        Duration offset = PART.matcher(moment)
                .results()
                .map(part -> span(Long.parseLong(part.group(1)), part.group(2)))
                .reduce(Duration.ZERO, Duration::plus);
        return moment.startsWith("-") ? offset.negated() : offset;
    }

    private static Duration span(long amount, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
