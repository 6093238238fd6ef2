package dev.midwatch.testkit.discord;

import static dev.midwatch.testkit.discord.JdaBot.LIMIT;
import static dev.midwatch.testkit.discord.JdaBot.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.events.channel.ChannelCreateEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ThreadTest {
    private final LoopbackDiscord discord = LoopbackDiscord.start();
    private final Place alerts = discord.channel("alerts");
    private final Person roger = discord.person("roger");
    private final JdaBot bot = JdaBot.login(discord);

    @AfterEach
    void stop() {
        bot.close();
        discord.close();
        assertThat(discord.unknownRequests()).isEmpty();
    }

    @Test
    void aThreadBelowAMessageHasItsIdAndIsTalkedInBothWays() {
        var report = bot.channel(alerts).sendMessage("shop/web is down").complete();
        ThreadChannel opened = report.createThreadChannel("shop/web").complete();
        Place thread = alerts.awaitThread(LIMIT, "shop/web"::equals);
        assertThat(thread.id()).isEqualTo(report.getId()).isEqualTo(opened.getId());

        opened.sendMessage("What shall I do?").complete();
        roger.says(thread, "restart it");
        MessageReceivedEvent heard = bot.await(
                MessageReceivedEvent.class, event -> !event.getAuthor().isBot());

        assertThat(heard.getChannel().asThreadChannel().getParentChannel().getId())
                .isEqualTo(alerts.id());
        assertThat(heard.getMessage().getContentRaw()).isEqualTo("restart it");
        assertThat(thread.messages()).extracting(Message::content).containsExactly("What shall I do?", "restart it");
        assertThat(alerts.messages()).hasSize(1);
    }

    @Test
    void anArchivedThreadWakesUpWhenSomebodyWrites() {
        var report = bot.channel(alerts).sendMessage("shop/web is down").complete();
        Place thread = roger.opensThread(alerts.messages().get(0), "shop/web");
        assertThat(bot.await(ChannelCreateEvent.class).getChannel().getId()).isEqualTo(report.getId());
        thread.archive();
        eventually().until(() -> archivedThread(thread));

        roger.says(thread, "again");

        assertThat(bot.await(
                                MessageReceivedEvent.class,
                                event -> !event.getAuthor().isBot())
                        .getChannel()
                        .asThreadChannel()
                        .isArchived())
                .isFalse();
    }

    @Test
    void anArchivedThreadIsFoundAndWokenByTheBot() {
        bot.channel(alerts).sendMessage("shop/web is down").complete();
        Place thread = roger.opensThread(alerts.messages().get(0), "shop/web");
        thread.archive();

        var found = bot.channel(alerts).retrieveArchivedPublicThreadChannels().complete();
        assertThat(found).extracting(ThreadChannel::getId).containsExactly(thread.id());
        found.get(0).getManager().setArchived(false).setName("shop/web again").complete();
        found.get(0).sendMessage("it is back").complete();

        assertThat(thread.name()).isEqualTo("shop/web again");
        assertThat(thread.messages()).hasSize(1);
    }

    @Test
    void aMessageHasOneThreadOnly() {
        var report = bot.channel(alerts).sendMessage("shop/web is down").complete();
        report.createThreadChannel("one").complete();

        assertThatThrownBy(() -> bot.channel(alerts)
                        .createThreadChannel("two", report.getId())
                        .complete())
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("already been created");
    }

    private boolean archivedThread(Place thread) {
        ThreadChannel known = bot.jda().getThreadChannelById(thread.id());
        return known == null || known.isArchived();
    }
}
