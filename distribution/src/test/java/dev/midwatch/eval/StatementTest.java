package dev.midwatch.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StatementTest {
    private static final Statement MEMORY = new Statement(
            "It ran out of memory",
            List.of(
                    Pattern.compile("out of memory", Pattern.CASE_INSENSITIVE),
                    Pattern.compile("\\bOOM", Pattern.CASE_INSENSITIVE)));

    @Test
    void findsAnyOfItsWaysInAnAnswerWithMarkup() {
        assertThat(MEMORY.isIn("The pod was **OOM**Killed.")).isTrue();
        assertThat(MEMORY.isIn("It ran `out of\n  memory`.")).isTrue();
        assertThat(MEMORY.isIn("It crashed.")).isFalse();
        assertThat(MEMORY.isIn("")).isFalse();
    }

    @Test
    void takesADenialForNoClaim() {
        assertThat(MEMORY.isClaimedIn("It crashed. It was not OOMKilled.")).isFalse();
        assertThat(MEMORY.isClaimedIn("It isn’t out of memory; the log says why."))
                .isFalse();
        assertThat(MEMORY.isClaimedIn("- exit code 1 rather than OOMKilled")).isFalse();
    }

    @Test
    void findsAClaimBesideADenialOfSomethingElse() {
        assertThat(MEMORY.isClaimedIn("The image is not at fault. It ran out of memory."))
                .isTrue();
        assertThat(MEMORY.isClaimedIn("- not the node\n- OOMKilled")).isTrue();
        assertThat(MEMORY.isClaimedIn("It ran out of memory, no doubt about it."))
                .isTrue();
        assertThat(MEMORY.isClaimedIn("There is no sign of crashes, OOM or evictions."))
                .isFalse();
        assertThat(MEMORY.isClaimedIn("Out of memory is ruled out.")).isFalse();
    }

    @Test
    void takesAQuotationForNoClaim() {
        assertThat(MEMORY.isClaimedIn("The log:\n```\nout of memory\n```\nThat line is old."))
                .isFalse();
        assertThat(MEMORY.isClaimedIn("Its log says \"we are out of memory\", and lies."))
                .isFalse();
        assertThat(MEMORY.isClaimedIn("The log says \"hello\". It is out of memory."))
                .isTrue();
        assertThat(MEMORY.isIn("```\nout of memory\n```")).isTrue();
    }

    @Test
    void seesAClaimWhoseOwnWordsDeny() {
        Statement broken = new Statement("No node is ready", List.of(Pattern.compile("no node is ready")));
        assertThat(broken.isClaimedIn("Right now no node is ready.")).isTrue();
    }
}
