package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorsTest {
    private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "front", "example.org/x", "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app=web",
                "app==web",
                "app = web",
                "app!=api",
                "none!=api",
                "app in (api, web)",
                "app in (web),tier in (front,back)",
                "app in(web)",
                "app notin (api,db)",
                "none notin (api)",
                "app",
                "!none",
                "example.org/x",
                "example.org/x=",
                "app=web,tier!=cache,!none"
            })
    void matches(String selector) {
        assertThat(Selectors.parse(selector)).accepts(LABELS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app=api",
                "app!=web",
                "app in (api,db)",
                "none in (api)",
                "app notin (web,db)",
                "none",
                "!app",
                "none=",
                "app=web,tier=back",
                "app=web,none"
            })
    void doesNotMatch(String selector) {
        assertThat(Selectors.parse(selector)).rejects(LABELS);
    }

    @Test
    void refusesWhatIsNoSelector() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selectors.parse("app is web"))
                .withMessageContaining("app is web");
        assertThatIllegalArgumentException().isThrownBy(() -> Selectors.parse("app in (web"));
    }
}
