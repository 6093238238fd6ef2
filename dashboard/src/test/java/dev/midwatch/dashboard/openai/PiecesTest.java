package dev.midwatch.dashboard.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.core.view.ChatReply;
import dev.midwatch.core.view.ToolStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private final List<String> sent = new ArrayList<>();
    private final Pieces pieces = new Pieces(Completion.begin(Instant.EPOCH), sent::add);

    private static ChatReply answered(String text) {
        return new ChatReply("s", Optional.of(text), Optional.empty(), Optional.empty(), 1, 2, 0, List.of());
    }

    private List<JsonNode> read() throws JsonProcessingException {
        List<JsonNode> all = new ArrayList<>();
        for (String one : sent) {
            all.add(Talking.JSON.readTree(one));
        }
        return all;
    }

    private String content() throws JsonProcessingException {
        return read().stream()
                .map(piece -> piece.at("/choices/0/delta/content").asText(""))
                .collect(Collectors.joining());
    }

    @Test
    void sendsWhatIsSaidAtOnceAndTheRestAtTheEnd() throws Exception {
        pieces.says("Three nodes.\n");
        assertThat(content()).isEqualTo("Three nodes.\n");
        pieces.says("All ready");
        pieces.end(answered("Three nodes.\nAll ready."), true);
        assertThat(content()).isEqualTo("Three nodes.\nAll ready.");
        assertThat(read().get(sent.size() - 1).at("/usage/total_tokens").asInt())
                .isEqualTo(3);
    }

    @Test
    void whatIsSaidBeforeAToolStandsBeforeTheAnswer() throws Exception {
        pieces.says("Let me look.");
        pieces.uses(new ToolStep("kubectl", "kubectl get nodes"));
        pieces.says("Three.\n");
        pieces.end(answered("Three."), false);
        assertThat(content()).isEqualTo("Let me look.\n\nThree.\n");
        assertThat(read())
                .anyMatch(piece ->
                        piece.at("/choices/0/delta/reasoning_content").asText().equals("kubectl get nodes\n"));
    }

    @Test
    void saysSoWhereTheModelBeginsAnew() throws Exception {
        pieces.startsOver();
        pieces.says("Thr");
        pieces.startsOver();
        pieces.says("Three.\n");
        pieces.end(answered("Three."), false);
        assertThat(content()).isEqualTo("Thr\n\n*(cut off; once more from the beginning)*\n\nThree.\n");
    }

    @Test
    void whoeverDoesNotStreamSaysEverythingAtTheEnd() throws Exception {
        pieces.end(answered("Three."), false);
        assertThat(content()).isEqualTo("Three.");
        assertThatThrownBy(() -> pieces.end(
                        new ChatReply(
                                "s",
                                Optional.empty(),
                                Optional.of("late"),
                                Optional.of("wall_clock"),
                                0,
                                0,
                                0,
                                List.of()),
                        false))
                .isInstanceOf(ApiError.class)
                .hasMessageContaining("late");
    }
}
