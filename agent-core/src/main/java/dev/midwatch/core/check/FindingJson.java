package dev.midwatch.core.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.api.Json;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Finding.Remedy;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Findings as JSON: for the store, and in the shape that scripts rely on. */
public final class FindingJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FindingJson() {}

    /** The shape of {@code scan --output json}. */
    public static Map<String, Object> toScript(Observed observed) {
        Finding finding = observed.finding();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fingerprint", observed.fingerprint());
        json.put("reason", finding.reason());
        json.put("severity", finding.severity().toString());
        json.put("check", observed.check());
        json.put("plugin", observed.plugin());
        json.put("subject", ref(finding.subject()));
        json.put("owner", ref(finding.owner()));
        json.put("affected", observed.affected());
        json.put("since", finding.since().map(Object::toString).orElse(null));
        json.put("summary", finding.summary());
        json.put("cause", finding.cause().isEmpty() ? null : finding.cause());
        json.put("evidence", evidence(finding));
        json.put("caused_by", observed.causedBy().orElse(null));
        json.put("look", finding.look());
        return json;
    }

    private static List<Map<String, String>> evidence(Finding finding) {
        return finding.evidence().entrySet().stream()
                .map(entry -> {
                    Map<String, String> one = new LinkedHashMap<>();
                    one.put("label", entry.getKey());
                    one.put("value", entry.getValue());
                    return one;
                })
                .toList();
    }

    private static Map<String, Object> ref(ObjectRef ref) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("apiVersion", ref.apiVersion());
        json.put("kind", ref.kind());
        json.put("namespace", ref.namespace().isEmpty() ? null : ref.namespace());
        json.put("name", ref.name());
        return json;
    }

    static String write(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reason", finding.reason());
        json.put("severity", finding.severity().toString());
        json.put("subject", stored(finding.subject()));
        json.put("owner", stored(finding.owner()));
        json.put("cause_class", finding.causeClass());
        json.put("summary", finding.summary());
        json.put("cause", finding.cause());
        json.put("evidence", finding.evidence());
        finding.since().ifPresent(since -> json.put("since", since.toString()));
        json.put(
                "depends_on",
                finding.dependsOn().stream().map(FindingJson::stored).toList());
        json.put("look", finding.look());
        json.put("sustained", finding.sustained().toString());
        json.put("explains", finding.explains());
        finding.remedy()
                .ifPresent(remedy ->
                        json.put("remedy", Map.of("action", remedy.action(), "arguments", remedy.arguments())));
        return toText(json);
    }

    static Finding read(String text) {
        Json json = fromText(text);
        return new Finding(
                json.get("reason").text(),
                Severity.valueOf(json.get("severity").text().toUpperCase(Locale.ROOT)),
                loaded(json.get("subject")),
                loaded(json.get("owner")),
                json.get("cause_class").text(),
                json.get("summary").text(),
                json.get("cause").text(),
                json.get("evidence").textMembers(),
                json.get("since").time(),
                json.get("depends_on").items().stream().map(FindingJson::loaded).toList(),
                json.get("look").text(),
                remedy(json.get("remedy")),
                Duration.parse(json.get("sustained").text("PT0S")),
                !json.get("explains").is("false"));
    }

    private static Optional<Remedy> remedy(Json json) {
        return json.isPresent()
                ? Optional.of(new Remedy(
                        json.get("action").text(), json.get("arguments").textMembers()))
                : Optional.empty();
    }

    private static Map<String, Object> stored(ObjectRef ref) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("api_version", ref.apiVersion());
        json.put("kind", ref.kind());
        json.put("namespace", ref.namespace());
        json.put("name", ref.name());
        json.put("uid", ref.uid());
        return json;
    }

    private static ObjectRef loaded(Json json) {
        return new ObjectRef(
                json.get("api_version").text(),
                json.get("kind").text(),
                json.get("namespace").text(),
                json.get("name").text(),
                json.get("uid").text());
    }

    static String toText(Object json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException ofPlainMaps) {
            throw new IllegalStateException(ofPlainMaps);
        }
    }

    static Json fromText(String text) {
        try {
            return Json.of(MAPPER.readValue(text, new TypeReference<Object>() {}));
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("the store holds JSON that does not parse", notOurs);
        }
    }
}
