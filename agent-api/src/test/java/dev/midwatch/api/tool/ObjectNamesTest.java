package dev.midwatch.api.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"web", "web-1", "7", "k3s-1.example.org", "a.b.c"})
    void takesNamesOfObjects(String name) {
        assertThat(ObjectNames.name(Json.of(Map.of("name", name)), "name")).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "web*",
                "..",
                ".",
                "a..b",
                "a/b",
                "../secrets/x",
                "%2e%2e",
                "web?dryRun=All",
                "web#",
                "Web",
                "web ",
                "web\n",
                "-web",
                "web-",
                "wеb",
                "w\u200beb",
                "deployment/web",
                "a,b",
                "a_b"
            })
    void refusesWhatIsNoNameOfOneObject(String name) {
        Json arguments = Json.of(Map.of("name", name, "namespace", name));

        assertThatThrownBy(() -> ObjectNames.name(arguments, "name"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("name has to be");
        assertThatThrownBy(() -> ObjectNames.namespace(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("namespace has to be");
    }

    @Test
    void refusesWhatIsTooLongOrNoText() {
        assertThat(ObjectNames.name(Json.of(Map.of("name", "a".repeat(253))), "name"))
                .hasSize(253);
        for (Object no : List.of("a".repeat(254), "a.".repeat(500_000), List.of("web"), Map.of("a", "web"))) {
            assertThatThrownBy(() -> ObjectNames.name(Json.of(Map.of("name", no)), "name"))
                    .hasMessageStartingWith("name has to be")
                    .hasMessageNotContaining("aaa");
        }
        assertThatThrownBy(() -> ObjectNames.name(Json.of(Map.of()), "name")).hasMessageStartingWith("name has to be");
        assertThatThrownBy(() -> ObjectNames.namespace(Json.of(Map.of("namespace", "a.b"))))
                .hasMessageStartingWith("namespace has to be");
        assertThatThrownBy(() -> ObjectNames.namespace(Json.of(Map.of("namespace", "a".repeat(64)))))
                .hasMessageStartingWith("namespace has to be");
    }
}
