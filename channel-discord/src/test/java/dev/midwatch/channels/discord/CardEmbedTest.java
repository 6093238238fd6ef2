package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.Card.Field;
import dev.midwatch.api.channel.Card.Shape;
import dev.midwatch.api.channel.Card.Tone;
import java.util.Arrays;
import java.util.List;
import net.dv8tion.jda.api.entities.MessageEmbed;
import org.junit.jupiter.api.Test;

class CardEmbedTest {
    private final TextFiles files = new TextFiles();

    private MessageEmbed embed(Tone tone, String title, Field... fields) {
        return CardEmbed.of(new Card("about", tone, title, List.of(fields)), 5_900, files);
    }

    private String value(Field field) {
        return embed(Tone.INFO, "title", field).getFields().get(0).getValue();
    }

    @Test
    void hasAMarkAndAColourOfItsOwnForEachTone() {
        assertThat(Arrays.stream(Tone.values()).map(CardTone::mark)).doesNotHaveDuplicates();
        assertThat(embed(Tone.GOOD, "Restarted").getTitle()).isEqualTo("✅ Restarted");
        assertThat(embed(Tone.GOOD, "Restarted").getColorRaw()).isEqualTo(0x2E9E5B);
    }

    @Test
    void showsEachShapeInItsOwnWay() {
        MessageEmbed embed = embed(
                Tone.ASKING,
                "Restart Deployment shop/web?",
                new Field("Risk", "low", Shape.SHORT),
                new Field("Why", "it **hangs**", Shape.TEXT),
                new Field("Diff", "- a\n+ b", Shape.DIFF),
                new Field("Log", "line 1\nline 2\n", Shape.CODE),
                new Field("Command", "kubectl rollout restart deployment web", Shape.COMMAND));

        assertThat(embed.getFields())
                .extracting(MessageEmbed.Field::getValue)
                .containsExactly(
                        "low",
                        "it **hangs**",
                        "```diff\n- a\n+ b\n```",
                        "```\nline 1\nline 2\n```",
                        "```sh\nkubectl rollout restart deployment web\n```");
        assertThat(embed.getFields())
                .extracting(MessageEmbed.Field::isInline)
                .containsExactly(true, false, false, false, false);
    }

    @Test
    void leavesOutWhatIsEmpty() {
        assertThat(embed(Tone.INFO, "title", new Field("Undo", " ", Shape.TEXT)).getFields())
                .isEmpty();
    }

    @Test
    void keepsTheNewestLinesOfALogAndAllOfItAsAFile() {
        String log = "an old line\n".repeat(300) + "panic: out of memory";

        assertThat(value(new Field("Log", log, Shape.CODE)))
                .startsWith("```\nan old line\n")
                .endsWith("panic: out of memory\n```\n*the end; all 301 lines: log.txt*")
                .hasSizeLessThanOrEqualTo(1_024);
        assertThat(files.all()).containsExactly(new TextFiles.TextFile("log.txt", log));
    }

    @Test
    void keepsTheBeginningOfADiff() {
        assertThat(value(new Field("Diff", "- replicas: 1\n" + "+ x\n".repeat(500), Shape.DIFF)))
                .startsWith("```diff\n- replicas: 1\n+ x\n")
                .endsWith("+ x\n```\n*the beginning; all 501 lines: diff.diff*");
    }

    @Test
    void showsNoHalfOfACommand() {
        assertThat(value(new Field("Command", "kubectl patch " + "x".repeat(2_000), Shape.COMMAND)))
                .isEqualTo("*command.sh*");
    }

    @Test
    void letsNoEvidenceLeaveItsBlock() {
        assertThat(value(new Field("Log", "```\n@everyone [a](http://evil.example)\n```", Shape.CODE)))
                .isEqualTo("```\n'''\n@everyone [a](http://evil.example)\n'''\n```");
    }

    @Test
    void shortensALongTextWithItsCodeClosed() {
        String value = value(new Field("Why", "```\n" + "x\n".repeat(800) + "```", Shape.TEXT));

        assertThat(value)
                .startsWith("```\nx\n")
                .endsWith("x\n``` …\n*all of it: why.txt*")
                .hasSizeLessThanOrEqualTo(1_024);
    }
}
