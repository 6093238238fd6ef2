package dev.midwatch.skills.k8s.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The expected texts are what kubectl 1.32 printed for the same values. */
class YamlTextTest {
    @Test
    void sortsKeysAndDoesNotIndentLists() {
        assertThat(YamlText.of(Map.of(
                        "spec",
                        Map.of(
                                "containers",
                                List.of(Map.of("name", "web", "args", List.of("a", "b")), Map.of("name", "x"))),
                        "kind",
                        "Pod",
                        "empty",
                        Map.of(),
                        "none",
                        List.of())))
                .isEqualTo("""
                        empty: {}
                        kind: Pod
                        none: []
                        spec:
                          containers:
                          - args:
                            - a
                            - b
                            name: web
                          - name: x
                        """);
    }

    @Test
    void quotesWhatWouldNotReadBackAsThatText() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("c", "line1\nline2\n");
        values.put("d", "l1\nl2");
        values.put("e", "true");
        values.put("f", "12:30");
        values.put("g", "- x");
        values.put("h", "it's: a");
        values.put("i", "tab\there");
        values.put("j", "");
        values.put("k", "<a&b>");
        values.put("l", " lead\nx");
        values.put("m", "y");
        values.put("n", "0x1f");
        values.put("o", "1e3");
        values.put("p", "ünï");
        values.put("q", "{a: b}");
        values.put("r", "a #b");
        values.put("s", "2026-01-02");
        values.put("t", "x \ny");
        values.put("u", "=");
        values.put("v", "0123");
        values.put("w", "\n\nx\n\n");

        assertThat(YamlText.of(Map.of("data", values))).isEqualTo("""
                        data:
                          c: |
                            line1
                            line2
                          d: |-
                            l1
                            l2
                          e: "true"
                          f: "12:30"
                          g: '- x'
                          h: 'it''s: a'
                          i: "tab\\there"
                          j: ""
                          k: <a&b>
                          l: |2-
                             lead
                            x
                          m: "y"
                          "n": "0x1f"
                          o: "1e3"
                          p: ünï
                          q: '{a: b}'
                          r: 'a #b'
                          s: "2026-01-02"
                          t: "x \\ny"
                          u: =
                          v: "0123"
                          w: |2+


                            x

                        """);
    }

    @Test
    void breaksLongLines() {
        String text = "Threshold quantity 100Mi, available 95Mi. and more text that goes on and on and on";

        assertThat(YamlText.of(Map.of(
                        "data",
                        Map.of(
                                "a",
                                "The node was low on resource: memory. " + text,
                                "b",
                                "The node was low on resource memory " + text))))
                .isEqualTo("""
                        data:
                          a: 'The node was low on resource: memory. Threshold quantity 100Mi, available 95Mi.
                            and more text that goes on and on and on'
                          b: The node was low on resource memory Threshold quantity 100Mi, available 95Mi.
                            and more text that goes on and on and on
                        """);
    }
}
