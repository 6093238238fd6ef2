package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.OutboundMessage.Choice;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.buttons.ButtonStyle;
import org.junit.jupiter.api.Test;

class ButtonsTest {
    private static List<Choice> proposals(int count) {
        return IntStream.range(0, count)
                .boxed()
                .flatMap(id -> Stream.of(
                        new Choice("approve:p" + id, "Approve p" + id, true),
                        new Choice("deny:p" + id, "Deny p" + id, false),
                        new Choice("details:p" + id, "Details p" + id, false)))
                .toList();
    }

    private static List<String> ids(ActionRow row) {
        return row.getButtons().stream().map(Button::getCustomId).toList();
    }

    @Test
    void givesEachThingARowOfItsOwn() {
        List<ActionRow> rows = Buttons.rows(proposals(2));

        assertThat(rows)
                .extracting(ButtonsTest::ids)
                .containsExactly(
                        List.of("approve:p0", "deny:p0", "details:p0"), List.of("approve:p1", "deny:p1", "details:p1"));
        assertThat(rows.get(0).getButtons())
                .extracting(Button::getStyle)
                .containsExactly(ButtonStyle.SUCCESS, ButtonStyle.SECONDARY, ButtonStyle.SECONDARY);
    }

    @Test
    void findsRoomForThreeButtonsOfEightProposals() {
        List<ActionRow> rows = Buttons.rows(proposals(8));

        assertThat(rows)
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.getButtons()).hasSizeLessThanOrEqualTo(5));
        assertThat(rows.stream().flatMap(row -> ids(row).stream())).hasSize(24).doesNotHaveDuplicates();
    }

    @Test
    void survivesWhatCannotBeAButton() {
        List<ActionRow> rows = Buttons.rows(List.of(
                new Choice("approve:1", "", true),
                new Choice("approve:1", "again", true),
                new Choice("", "nothing", true),
                new Choice("x".repeat(101), "too long", false),
                new Choice("deny:1", "😀".repeat(60), false)));

        assertThat(rows).extracting(ButtonsTest::ids).containsExactly(List.of("approve:1", "deny:1"));
        assertThat(rows.get(0).getButtons().get(0).getLabel()).isEqualTo("approve:1");
        assertThat(rows.get(0).getButtons().get(1).getLabel())
                .hasSizeLessThanOrEqualTo(80)
                .endsWith("😀…");
    }

    @Test
    void hasNoRowWithoutAChoice() {
        assertThat(Buttons.rows(List.of())).isEmpty();
    }
}
