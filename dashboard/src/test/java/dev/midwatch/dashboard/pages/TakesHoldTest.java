package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TakesHoldTest {
    private static final String BEFORE = """
            timezone: UTC
            checks:
              pod-crash-loop:
                restarts: 3
            model:
              default: small
            discord:
              allowed_users: [1]
            """;

    @Test
    void saysForEachPartThatIsTouchedWhenItIsInForce() {
        String after = BEFORE.replace("restarts: 3", "restarts: 5")
                .replace("small", "large")
                .replace("[1]", "[1, 2]");
        assertThat(TakesHold.of("config.yaml", BEFORE, after))
                .containsExactly(
                        "checks: within seconds, without a restart.",
                        "discord: who may do what, within seconds; everything else after a restart.",
                        "model: after a restart of the gateway.");
    }

    @Test
    void countsWhatWasTakenOutAndNoComment() {
        assertThat(TakesHold.of("config.yaml", BEFORE, BEFORE.replace("timezone: UTC\n", "# nothing\n")))
                .containsExactly("timezone: after a restart of the gateway.");
        assertThat(TakesHold.of("config.yaml", BEFORE, "# hello\n\n" + BEFORE)).isEmpty();
    }

    @Test
    void aPersonaIsReadByTheNextConversation() {
        assertThat(TakesHold.of("SOUL.md", "Be kind.", "Be brief."))
                .singleElement()
                .asString()
                .contains("the next one");
        assertThat(TakesHold.of("SOUL.md", "same", "same")).isEmpty();
    }
}
