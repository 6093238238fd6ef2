package dev.midwatch.testkit.discord;

import static dev.midwatch.testkit.discord.JdaBot.LIMIT;
import static dev.midwatch.testkit.discord.JdaBot.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.channel.ChannelDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InsufficientPermissionException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.utils.FileUpload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class DeliveryTest {
    private final LoopbackDiscord discord = LoopbackDiscord.start();
    private final Place alerts = discord.channel("alerts");
    private final Person roger = discord.person("roger");
    private JdaBot bot;
    private TextChannel channel;

    @BeforeEach
    void login() {
        bot = JdaBot.login(discord);
        channel = bot.channel(alerts);
    }

    @AfterEach
    void stop() {
        bot.close();
        discord.close();
        assertThat(discord.unknownRequests()).isEmpty();
    }

    @Test
    void theSameNonceIsTheSameMessage() {
        var first = channel.sendMessage("shop/web is down").setNonce("run-1").complete();
        var second = channel.sendMessage("shop/web is down").setNonce("run-1").complete();
        var other = channel.sendMessage("shop/web is down").setNonce("run-2").complete();

        assertThat(second.getId()).isEqualTo(first.getId()).isNotEqualTo(other.getId());
        assertThat(alerts.messages())
                .extracting(message -> message.nonce().orElseThrow())
                .containsExactly("run-1", "run-2");
    }

    @Test
    void aNonceIsForgottenAfterAWhile() {
        discord.nonceIsKept(Duration.ZERO);

        channel.sendMessage("again").setNonce("run-1").complete();
        channel.sendMessage("again").setNonce("run-1").complete();

        assertThat(alerts.messages()).hasSize(2);
    }

    @Test
    void whatWasStoredBeforeTheCutIsThereAndARetryWithItsNonceDoublesNothing() {
        for (Fault cut : List.of(Fault.cutBeforeAnswer(), Fault.cutMidway(), Fault.statusAfterHandling(500))) {
            String nonce = cut.kind().name().substring(0, 10);
            discord.faults().always(Route.SEND, cut);
            assertThatThrownBy(() -> channel.sendMessage(nonce).setNonce(nonce).complete())
                    .isInstanceOf(ErrorResponseException.class);
            assertThat(alerts.awaitMessage(LIMIT, message -> message.content().equals(nonce))
                            .id())
                    .isNotEmpty();

            discord.faults().clear();
            channel.sendMessage(nonce).setNonce(nonce).complete();
        }

        assertThat(alerts.messages()).hasSize(3);
    }

    @Test
    void whatWasCutBeforeItWasHandledIsNotThere() {
        discord.faults().always(Route.SEND, Fault.cutBeforeHandling());

        assertThatThrownBy(() -> channel.sendMessage("lost").complete()).isInstanceOf(ErrorResponseException.class);

        assertThat(alerts.messages()).isEmpty();
        assertThat(discord.faults().counts().get(Fault.Kind.CUT_BEFORE_HANDLING))
                .isPositive();
    }

    @Test
    void theRealClientWaitsOutA429AndSendsAgain() {
        discord.faults().next(Route.SEND, Fault.rateLimited(Duration.ofMillis(700)));
        long before = System.nanoTime();

        channel.sendMessage("later").complete();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(Duration.ofMillis(700), LIMIT);
        assertThat(alerts.messages()).hasSize(1);
    }

    @Test
    void theRealClientWaitsOutAGlobal429() {
        discord.faults().next(Route.TYPING, Fault.globallyRateLimited(Duration.ofSeconds(1)));
        long before = System.nanoTime();

        channel.sendTyping().complete();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(Duration.ofSeconds(1), LIMIT);
        assertThat(alerts.typings()).hasSize(1);
    }

    @Test
    void theRealClientSendsAgainAfterA502() {
        discord.faults().next(Route.SEND, Fault.status(502));

        channel.sendMessage("after all").complete();

        assertThat(alerts.messages()).extracting(Message::content).containsExactly("after all");
    }

    @Test
    void theRealClientKeepsWithinTheBucketBecauseItsHeadersAreTrue() {
        discord.bucket(Route.SEND, 5, Duration.ofSeconds(1));
        long before = System.nanoTime();

        CompletableFuture.allOf(IntStream.range(0, 12)
                        .mapToObj(i -> channel.sendMessage("message " + i).submit())
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(alerts.messages())
                .extracting(Message::content)
                .containsExactlyElementsOf(
                        IntStream.range(0, 12).mapToObj(i -> "message " + i).toList());
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(discord.rateLimited()).isZero();
    }

    @Test
    void filesGoUpAndDown() {
        byte[] log = "line\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        channel.sendMessage("the log")
                .addFiles(FileUpload.fromData(log, "web.log"), FileUpload.fromData(new byte[] {0, 13, 10, -1}, "b.bin"))
                .complete();

        Message sent = alerts.messages().get(0);
        assertThat(sent.attachments()).extracting(Attachment::name).containsExactly("web.log", "b.bin");
        assertThat(sent.attachments())
                .extracting(Attachment::type)
                .containsExactly("text/plain; charset=utf-8", "application/octet-stream");
        assertThat(sent.attachments().get(0).bytes()).isEqualTo(log);
        assertThat(sent.attachments().get(1).bytes()).containsExactly(0, 13, 10, -1);

        roger.says(alerts, "and mine", Upload.text("values.yaml", "replicas: 3\n"));
        var heard = bot.await(
                MessageReceivedEvent.class, event -> !event.getAuthor().isBot());
        var file = heard.getMessage().getAttachments().get(0);
        assertThat(file.getFileName()).isEqualTo("values.yaml");
        assertThat(file.getProxy().download().join())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("replicas: 3\n");
    }

    @Test
    void nobodyIsPingedUnlessItIsAllowed() {
        String text = "@everyone " + roger.mention() + " " + discord.role("ops").mention();

        channel.sendMessage(text).complete();
        channel.sendMessage(text).mentionUsers(roger.id()).complete();
        roger.replies(alerts.messages().get(0), "yes?");

        assertThat(alerts.messages())
                .extracting(Message::pings)
                .containsExactly(List.of(), List.of("roger"), List.of("midwatch"));
    }

    @Test
    void anotherOnesMessageCannotBeEdited() {
        Message his = roger.says(alerts, "mine");

        assertThat(errorOf(() -> channel.editMessageById(his.id(), "yours").complete()))
                .isEqualTo(50005);
        assertThat(alerts.message(his.id()).content()).isEqualTo("mine");
    }

    @Test
    void aMissingPermissionIsToldAndEnforced() {
        discord.faults().next(Route.SEND, Fault.refused(403, 50013));
        assertThat(errorOf(() -> channel.sendMessage("no").complete())).isEqualTo(50013);

        alerts.deny(Permission.SEND_MESSAGES);
        eventually().until(() -> !channel.canTalk());
        assertThatThrownBy(() -> channel.sendMessage("no").complete())
                .isInstanceOf(InsufficientPermissionException.class);

        alerts.allow();
        eventually().until(channel::canTalk);
        channel.sendMessage("yes").complete();
        assertThat(alerts.messages()).hasSize(1);
    }

    @Test
    void aDeletedChannelIsUnknown() {
        channel.sendMessage("while it was there").complete();
        alerts.delete();

        assertThat(errorOf(() -> channel.sendMessage("too late").complete())).isEqualTo(10003);
        assertThat(bot.await(ChannelDeleteEvent.class).getChannel().getId()).isEqualTo(alerts.id());
    }

    @Test
    void historyIsReadFromBothEnds() {
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> roger.says(alerts, "message " + i).id())
                .toList();

        assertThat(channel.getHistoryAfter(ids.get(0), 2).complete().getRetrievedHistory())
                .extracting(net.dv8tion.jda.api.entities.Message::getContentRaw)
                .containsExactly("message 2", "message 1");
        assertThat(channel.getHistoryBefore(ids.get(4), 2).complete().getRetrievedHistory())
                .extracting(net.dv8tion.jda.api.entities.Message::getContentRaw)
                .containsExactly("message 3", "message 2");
    }

    @Test
    void typingIsSeenWithItsTime() {
        channel.sendTyping().complete();

        assertThat(alerts.typings()).hasSize(1);
    }

    @Test
    void directMessagesGoBothWaysUnlessRefused() {
        roger.says(roger.direct(), "psst");
        bot.await(MessageReceivedEvent.class).getChannel().sendMessage("yes?").complete();
        assertThat(roger.direct().messages()).extracting(Message::content).containsExactly("psst", "yes?");

        Person anna = discord.person("anna");
        var opened = bot.jda().openPrivateChannelById(anna.id()).complete();
        opened.sendMessage("hello").complete();
        assertThat(anna.direct().messages()).extracting(Message::content).containsExactly("hello");

        anna.refusesDirectMessages();
        assertThat(errorOf(() -> opened.sendMessage("hello?").complete()))
                .isEqualTo(ErrorResponse.CANNOT_SEND_TO_USER.getCode());
    }

    @Test
    void whoTheBotIsCanBeAsked() {
        var info = bot.jda().retrieveApplicationInfo().complete();

        assertThat(info.getId()).isEqualTo(discord.botId());
        assertThat(info.getFlags().toString()).contains("GATEWAY_MESSAGE_CONTENT_LIMITED");
    }

    private static int errorOf(Runnable call) {
        try {
            call.run();
        } catch (ErrorResponseException refused) {
            return refused.getErrorCode();
        }
        throw new AssertionError("it was not refused");
    }
}
