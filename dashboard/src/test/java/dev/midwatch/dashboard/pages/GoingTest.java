package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.view.ToolStep;
import gg.jte.output.StringOutput;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoingTest {
    private final Going turn = new Going("dashboard:roger", "How is it?");

    private Optional<String> said() {
        return turn.activity().said().map(content -> {
            StringOutput html = new StringOutput();
            content.writeTo(html);
            return html.toString();
        });
    }

    @Test
    void showsWhatIsSaidOfTheAnswerSoFarAsItWillBeShown() {
        turn.says("The **image**\n");
        assertThat(said()).contains("<p>The <strong>image</strong></p>\n");
        turn.says("\n<script>alert(1)</script>\n");
        assertThat(said().orElseThrow())
                .startsWith("<p>The <strong>image</strong></p>")
                .doesNotContain("<script");
    }

    @Test
    void forgetsWhatCameToNothingAndWhatWasSaidBeforeATool() {
        turn.says("half of\n");
        turn.startsOver();
        assertThat(said()).isEmpty();
        turn.says("Let me look.\n");
        turn.step(new ToolStep("kubectl", "kubectl get pods"));
        assertThat(said()).isEmpty();
        assertThat(turn.activity().steps()).containsExactly("kubectl get pods");
    }

    @Test
    void isDrawnOnceForAllThatCameMeanwhile() {
        assertThat(turn.mayBeDrawn()).isTrue();
        assertThat(turn.mayBeDrawn()).isFalse();
        turn.isDrawn();
        assertThat(turn.mayBeDrawn()).isTrue();
    }
}
