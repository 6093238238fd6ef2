package dev.midwatch.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SilenceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[SILENT]",
                "  [silent]\n",
                "`[SILENT]`",
                "```\n[SILENT]\n```",
                "[SILENT].",
                "**[Silent]**",
                "\"[SILENT]\"",
                "“[SILENT]”"
            })
    void isQuietForTheMarkerAlone(String reply) {
        assertThat(Silence.read(reply).quiet()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SILENT", "[SILENT", "All is well.", "[SILENT] [SILENT] but", "silent"})
    void isNotQuietForAnythingElse(String reply) {
        assertThat(Silence.read(reply).quiet()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'[SILENT] Node k3s-1 is not ready.', 'Node k3s-1 is not ready.'",
        "'Node k3s-1 is not ready. `[SILENT]`', 'Node k3s-1 is not ready.'",
        "'All is well.', 'All is well.'"
    })
    void deliversTheRestWithoutTheMarker(String reply, String delivered) {
        assertThat(Silence.read(reply).text()).isEqualTo(delivered);
    }

    @Test
    void keepsCodeBlocksOfADeliveredReply() {
        assertThat(Silence.read("[SILENT]\n```\nkubectl get pods\n```").text()).isEqualTo("```\nkubectl get pods\n```");
    }
}
