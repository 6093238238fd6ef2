package dev.midwatch.testkit.discord;

import static dev.midwatch.testkit.discord.JdaBot.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ConversationTest {
    private final LoopbackDiscord discord = LoopbackDiscord.start();
    private final Place alerts = discord.channel("alerts");
    private final Person roger = discord.person("roger", discord.role("ops"));

    @AfterEach
    void stop() {
        assertThat(discord.unknownRequests()).isEmpty();
        discord.close();
    }

    @Test
    void theRealClientLogsInAndReadsWhatIsWritten() {
        try (JdaBot bot = JdaBot.login(discord)) {
            roger.says(alerts, discord.botMention() + " what is broken?");

            MessageReceivedEvent heard = bot.await(MessageReceivedEvent.class);

            assertThat(heard.getMessage().getContentRaw()).isEqualTo(discord.botMention() + " what is broken?");
            assertThat(heard.getMessage().getMentions().isMentioned(bot.jda().getSelfUser()))
                    .isTrue();
            assertThat(heard.getAuthor().getName()).isEqualTo("roger");
            assertThat(heard.getMember().getRoles())
                    .extracting(net.dv8tion.jda.api.entities.Role::getName)
                    .containsExactly("ops");
            assertThat(discord.gateway().logins()).isEqualTo(1);
        }
    }

    @Test
    void theRealClientLogsInWithItsOwnCompression() {
        try (JdaBot bot = JdaBot.login(discord, Compression.ZLIB)) {
            roger.says(alerts, "x".repeat(1900));
            roger.says(alerts, "and now?");

            bot.await(MessageReceivedEvent.class);
            assertThat(bot.await(MessageReceivedEvent.class)
                            .getMessage()
                            .getAuthor()
                            .getName())
                    .isEqualTo("roger");
        }
    }

    @Test
    void aClickOnAButtonChangesTheCard() {
        try (JdaBot bot = JdaBot.login(discord)) {
            var approve = net.dv8tion.jda.api.components.buttons.Button.success("approve:7", "Approve");
            bot.channel(alerts)
                    .sendMessage("Restart shop/web?")
                    .setEmbeds(new EmbedBuilder()
                            .setTitle("shop/web")
                            .setColor(0xd03030)
                            .addField("Since", "02:14", true)
                            .build())
                    .setComponents(ActionRow.of(approve))
                    .complete();
            Message card = alerts.messages().get(0);

            Interaction click = roger.clicks(card, "approve:7");
            ButtonInteractionEvent clicked = bot.await(ButtonInteractionEvent.class);
            clicked.editMessage("Approved by " + clicked.getUser().getName())
                    .setComponents(ActionRow.of(approve.asDisabled()))
                    .complete();

            Message after = click.awaitAnswer(LIMIT);
            assertThat(after.id()).isEqualTo(card.id());
            assertThat(after.content()).isEqualTo("Approved by roger");
            assertThat(after.button("Approve").disabled()).isTrue();
            assertThat(after.versions()).hasSize(2);
            assertThat(after.embeds().get(0).fields()).isEqualTo(List.of(new Embed.Field("Since", "02:14", true)));
            assertThat(click.awaitAcknowledged(LIMIT)).isLessThan(LIMIT);
        }
    }
}
