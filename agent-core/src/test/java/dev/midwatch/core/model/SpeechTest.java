package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SpeechTest {
    private final StringBuilder heard = new StringBuilder();
    private final AnswerListener listener = new AnswerListener() {
        @Override
        public void says(String piece) {
            heard.append(piece);
        }

        @Override
        public void startsOver() {
            heard.append("(again)");
        }
    };

    @Test
    void dropsThoughtsHoweverTheyAreCut() {
        assertThat(said(false, "<th", "ink>hm", " hm</thi", "nk>", "\n\nAll", " well."))
                .isEqualTo("All well.");
        assertThat(said(false, "<", "3 nodes")).isEqualTo("<3 nodes");
    }

    @Test
    void takesBackWhatTurnsOutToHaveBeenAThought() {
        assertThat(said(false, "hm, the nodes", "</th", "ink>\nAll well.")).isEqualTo("hm, the nodes(again)All well.");
    }

    @Test
    void leavesOutCallsThatAreWritten() {
        assertThat(said(true, "I look.\n``", "`tool_call\n{\"name\":", "\"x\"}\n```"))
                .isEqualTo("I look.\n");
        assertThat(said(true, "I look. <tool", "_call>{}</tool_call>")).isEqualTo("I look. ");
        assertThat(said(true, " {\"name\":", "\"x\"}")).isEmpty();
    }

    @Test
    void saysCodeAndTagsThatAreNoCalls() {
        assertThat(said(true, "```yaml\na: 1\n```\n<tool", "s> a", " ``"))
                .isEqualTo("```yaml\na: 1\n```\n<tools> a ``");
        assertThat(said(false, "{\"a\":", "1}")).isEqualTo("{\"a\":1}");
    }

    @Test
    void isSilentOnceTheAttemptIsOver() {
        Speech speech = new Speech(listener, false);
        speech.hear("half");
        speech.fail("model");
        speech.hear(" late");
        speech.fail("model");
        speech.end();

        assertThat(heard).hasToString("half(again)");
    }

    private String said(boolean tools, String... pieces) {
        heard.setLength(0);
        Speech speech = new Speech(listener, tools);
        for (String piece : pieces) {
            speech.hear(piece);
        }
        speech.end();
        return heard.toString();
    }
}
