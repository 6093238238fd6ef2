package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.core.text.PlainText;
import java.util.Map;
import java.util.TreeMap;

/** What every line about an action says. */
final class AuditFacts {
    private AuditFacts() {}

    static Map<String, Object> of(Action action, Map<String, String> more) {
        Map<String, Object> facts = new TreeMap<>(more);
        facts.put("action", action.intent().name());
        facts.put("target", action.intent().target().toString());
        facts.put("kubectl", action.intent().kubectl());
        // Arguments of commands and messages of the API server may hold secrets.
        facts.replaceAll((key, value) -> PlainText.ofProcess().of(value.toString()));
        return facts;
    }
}
