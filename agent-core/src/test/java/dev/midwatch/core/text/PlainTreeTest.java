package dev.midwatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainTreeTest {
    private final PlainTree tree = new PlainTree(new PlainText(new KnownSecrets()));

    @Test
    void hidesWhatOnlyItsNameGivesAway() {
        assertThat(tree.of(Map.of(
                        "spec", Map.of("password", "lantern", "nested", List.of(Map.of("apiKey", "two words"))))))
                .isEqualTo(Map.of(
                        "spec", Map.of("password", "[redacted]", "nested", List.of(Map.of("apiKey", "[redacted]")))));
        assertThat(tree.of(Map.of("password", List.of("lantern"))))
                .isEqualTo(Map.of("password", List.of("[redacted]")));
        assertThat(tree.of(Map.of("password", 483920))).isEqualTo(Map.of("password", "[redacted]"));
        assertThat(tree.of(Map.of("password", "line\n\"and\" line"))).isEqualTo(Map.of("password", "[redacted]"));
        assertThat(tree.of("Password", "lantern")).isEqualTo("[redacted]");
    }

    @Test
    void judgesAVariableByItsName() {
        assertThat(tree.of(List.of(
                        Map.of("name", "DB_PASSWORD", "value", "lantern"), Map.of("name", "MODE", "value", "plain"))))
                .isEqualTo(List.of(
                        Map.of("name", "DB_PASSWORD", "value", "[redacted]"),
                        Map.of("name", "MODE", "value", "plain")));
    }

    @Test
    void hidesInsideATextAsAnywhere() {
        assertThat(tree.of(Map.of("message", "cannot reach postgres://web:lantern@db/shop")))
                .isEqualTo(Map.of("message", "cannot reach postgres://web:[redacted]@db/shop"));
    }

    @Test
    void leavesNamesNumbersAndReferencesAlone() {
        Map<String, ?> object = Map.of(
                "secretName",
                "web-tls",
                "replicas",
                3,
                "password",
                "$(DB_PASSWORD)",
                "ready",
                true,
                "env",
                List.of(Map.of("name", "TOKEN", "valueFrom", Map.of("secretKeyRef", Map.of("key", "token")))));
        assertThat(tree.of(object)).isSameAs(object);
    }
}
