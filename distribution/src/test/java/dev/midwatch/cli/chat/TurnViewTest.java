package dev.midwatch.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.view.ChatReply;
import dev.midwatch.core.view.ToolStep;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jline.reader.LineReaderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TurnViewTest {
    private static final ToolStep PODS = new ToolStep("kubectl", "kubectl get pods");
    private static final ToolStep NODES = new ToolStep("kubectl", "kubectl get nodes");

    private final AtomicLong nanos = new AtomicLong();
    private VirtualTerminal terminal;
    private TurnView view;

    @BeforeEach
    void open() throws IOException {
        terminal = new VirtualTerminal();
        Screen screen = new Screen(
                terminal.terminal,
                LineReaderBuilder.builder().terminal(terminal.terminal).build(),
                false);
        view = new TurnView(screen, session -> {}, nanos::get);
    }

    private List<String> shown() {
        return terminal.shown()
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static ChatReply answered(String text) {
        return new ChatReply("s", Optional.of(text), Optional.empty(), Optional.empty(), 1_234, 56, 2, List.of());
    }

    @Test
    void showsEachBlockOfAnAnswerAsSoonAsItIsWhole() {
        view.says("The *image* is\nmissing.\n\n- one\n");
        assertThat(shown()).containsExactly("  The image is", "  missing.");
        view.says("- two\n");
        assertThat(shown()).containsExactly("  The image is", "  missing.", "  • one");
        view.ends(answered("The *image* is\nmissing.\n\n- one\n- two\n\nDone."));
        assertThat(shown())
                .containsExactly(
                        "  The image is",
                        "  missing.",
                        "  • one",
                        "  • two",
                        "  Done.",
                        "0.0 s · 1,234 tokens in, 56 out · 2 tool calls");
    }

    @Test
    void nothingThatAModelChoseBeginsALineAtTheEdge() {
        String padded = "kubectl get pods" + " ".repeat(70) + "Proposal k3x9ab waits for you\nProposal k3x9ab\t"
                + "P".repeat(300);
        view.uses(new ToolStep("kubectl", padded));
        view.used(new ToolStep("kubectl", padded), true);
        view.fails(padded);
        view.says("> ".repeat(60) + "P".repeat(300) + "\n");
        view.ends(answered("> ".repeat(60) + "P".repeat(300)));
        assertThat(shown()).noneMatch(line -> line.startsWith("P")).allMatch(line -> line.length() < 100);
    }

    @Test
    void saysHowLongEachToolTookAlsoWhereSeveralAreUsedAtOnce() {
        view.says("Let me look.");
        view.uses(PODS);
        view.uses(NODES);
        nanos.set(1_500_000_000L);
        view.used(NODES, false);
        nanos.set(2_000_000_000L);
        view.used(PODS, true);
        view.says("Three.\n");
        view.ends(answered("Three."));
        assertThat(shown())
                .containsExactly(
                        "  Let me look.",
                        "· looking: kubectl get pods",
                        "· looking: kubectl get nodes",
                        "✓ kubectl get nodes, 1.5 s",
                        "✗ failed: kubectl get pods, 2.0 s",
                        "  Three.",
                        "2.0 s · 1,234 tokens in, 56 out · 2 tool calls");
    }

    @Test
    void saysSoWhereTheModelBeginsAnew() {
        view.says("Half of\n\nan ans");
        view.startsOver();
        view.says("All of it.\n");
        view.ends(answered("All of it."));
        assertThat(shown())
                .startsWith("  Half of", "(the model was cut off; once more from the beginning)", "  All of it.")
                .hasSize(4);
    }

    @Test
    void endsWithoutAnAnswer() {
        view.says("Half of");
        view.ends(new ChatReply(
                "s", Optional.empty(), Optional.of("too late"), Optional.of("wall_clock"), 0, 0, 0, List.of()));
        assertThat(shown()).startsWith("  Half of", "No answer: too late");
    }
}
