package dev.midwatch.skills.k8s.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPathTest {
    private static final Json LIST = Json.of(
            Map.of("kind", "List", "items", List.of(pod("a", "True", 0), pod("b", "False", 7), pod("c", "True", 12))));

    private static Map<String, Object> pod(String name, String ready, int restarts) {
        return Map.of(
                "metadata",
                Map.of("name", name, "labels", Map.of("app.kubernetes.io/name", "web-" + name)),
                "status",
                Map.of(
                        "restarts",
                        restarts,
                        "conditions",
                        List.of(
                                Map.of("type", "Ready", "status", ready),
                                Map.of("type", "PodScheduled", "status", "True"))));
    }

    private static String fill(String template) throws UsageException {
        return JsonPathTemplate.parse(template).fill(LIST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "{.items[*].metadata.name}~a b c",
                ".items[*].metadata.name~a b c",
                "{.items[0].metadata.name}~a",
                "{.items[-1].metadata.name}~c",
                "{.items[0:2].metadata.name}~a b",
                "{.items[::2].metadata.name}~a c",
                "{.items[0,2].metadata.name}~a c",
                "{.items[?(@.status.restarts>5)].metadata.name}~b c",
                "{.items[?(@.metadata.name!=\"b\")].metadata.name}~a c",
                "{.items[?(@.metadata.name=='b')].status.conditions[?(@.type==\"Ready\")].status}~False",
                "{.items[1].metadata.labels.app\\.kubernetes\\.io/name}~web-b",
                "{.items[1].metadata.labels['app.kubernetes.io/name']}~web-b",
                "{.items[*]['metadata.name']}~^^",
                "{..name}~a b c",
                "{$.kind}~List",
                "{.missing}~^^",
                "{.items[9].metadata.name}~^^",
                "{range .items[*]}{.metadata.name}{\"\\t\"}{.status.restarts}{\"|\"}{end}~a\t0|b\t7|c\t12|",
                "pods: {range .items[0:1]}{range .status.conditions[*]}{.type},{end}{end}done~pods: Ready,PodScheduled,done",
                "{.items[0].status.conditions[0]}~{\"status\":\"True\",\"type\":\"Ready\"}"
            })
    void readsAsInKubectl(String template, String text) throws Exception {
        assertThat(fill(template)).isEqualTo(text.replace("\\t", "\t"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "{.items[}~never closed",
                "{.items~never closed",
                "{range .items[*]}x~without {end}",
                "{end}~without {range}",
                "{.items[x]}~invalid [x]",
                "{.items[?(@.a==1 && @.b==2)]}~one comparison"
            })
    void saysWhatItCannotRead(String template, String why) {
        assertThatThrownBy(() -> fill(template))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
    }

    @Test
    void sortsNumbersAmountsAndNamesWithNumbers() throws Exception {
        SortKey key = SortKey.parse("{.v}");
        List<Json> values = List.of(of("web-10"), of("web-9"), Json.of(Map.of()), of("web-9b"));

        assertThat(values.stream().sorted(key.order()).map(each -> each.get("v").text("none")))
                .containsExactly("none", "web-9", "web-9b", "web-10");
        assertThat(List.of(of("1Gi"), of("900Mi"), of("2k")).stream()
                        .sorted(key.order())
                        .map(each -> each.get("v").text()))
                .containsExactly("2k", "900Mi", "1Gi");
    }

    private static Json of(String value) {
        return Json.of(Map.of("v", value));
    }
}
