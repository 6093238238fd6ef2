package dev.midwatch.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.tool.ToolSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArgumentCheckTest {
    private final ArgumentCheck check = new ArgumentCheck(ToolSpec.named("scale", "Scales.")
            .text("name", "of the deployment")
            .with("replicas", Map.of("type", "integer", "minimum", 0), true)
            .optionalText("namespace", "default: default"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"web\",\"replicas\":3}",
                "{'name':'web','replicas':3}",
                "{name:\"web\",replicas:3,}",
                "```json\n{\"name\":\"web\",\"replicas\":3}\n```",
                "\"{\\\"name\\\":\\\"web\\\",\\\"replicas\\\":3}\"",
            })
    void takesWhatWasClearlyMeant(String text) {
        ArgumentCheck.Checked checked = check.check(text);

        assertThat(checked.problems()).isEmpty();
        assertThat(checked.arguments().get("name").text()).isEqualTo("web");
        assertThat(checked.arguments().get("replicas").number(-1)).isEqualTo(3);
    }

    @Test
    void namesWhatIsMissingAndWhatWouldFit() {
        assertThat(check.check("{\"name\":\"web\"}").problems())
                .contains("replicas")
                .endsWith("scale takes: name (string, required), replicas (integer, required), namespace (string)");
    }

    @Test
    void refusesWrongTypesAndUnknownNames() {
        assertThat(check.check("{\"name\":\"web\",\"replicas\":\"many\"}").problems())
                .contains("replicas: ");
        assertThat(check.check("{\"name\":\"web\",\"replicas\":1,\"force\":true}")
                        .problems())
                .contains("force");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":", "[1]", "web 3", "{} {}"})
    void refusesWhatIsNotAnObject(String text) {
        assertThat(check.check(text).problems()).contains("scale takes: name (string, required)");
    }

    @Test
    void takesNothingForNoArguments() {
        ArgumentCheck none = new ArgumentCheck(ToolSpec.named("findings", "Lists."));

        assertThat(none.check("").problems()).isEmpty();
        assertThat(none.check(null).problems()).isEmpty();
        assertThat(none.check("null").problems()).isEmpty();
        assertThat(none.check("{\"x\":1}").problems()).endsWith("findings takes: nothing");
    }
}
