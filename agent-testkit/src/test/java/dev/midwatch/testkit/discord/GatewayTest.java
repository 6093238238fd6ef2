package dev.midwatch.testkit.discord;

import static dev.midwatch.testkit.discord.JdaBot.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class GatewayTest {
    private final LoopbackDiscord discord = LoopbackDiscord.start();
    private final Place alerts = discord.channel("alerts");
    private final Person roger = discord.person("roger");

    @AfterEach
    void stop() {
        discord.close();
        assertThat(discord.unknownRequests()).isEmpty();
    }

    @Test
    void aCutConnectionIsResumedAndWhatWasMissedIsTold() {
        try (JdaBot bot = JdaBot.login(discord)) {
            discord.gateway().shut();
            roger.says(alerts, "said while nobody listened");
            discord.gateway().open();

            assertThat(heard(bot)).isEqualTo("said while nobody listened");
            bot.await(SessionResumeEvent.class);
            assertThat(discord.gateway().resumes()).isEqualTo(1);
            assertThat(discord.gateway().logins()).isEqualTo(1);
        }
    }

    @Test
    void aClientThatIsAskedToReconnectResumes() {
        try (JdaBot bot = JdaBot.login(discord)) {
            discord.gateway().askToReconnect();
            bot.await(SessionResumeEvent.class);

            roger.says(alerts, "still there?");

            assertThat(heard(bot)).isEqualTo("still there?");
        }
    }

    @Test
    void aClientWhoseSessionIsForgottenLogsInAnewAndMissesWhatWasSaidMeanwhile() {
        try (JdaBot bot = JdaBot.login(discord)) {
            discord.gateway().invalidateSessions();
            roger.says(alerts, "said to nobody");
            bot.await(SessionRecreateEvent.class);

            roger.says(alerts, "said to somebody");

            assertThat(heard(bot)).isEqualTo("said to somebody");
            assertThat(discord.gateway().logins()).isEqualTo(2);
        }
    }

    @Test
    void aRefusedTokenEndsTheLogin() {
        discord.refuseToken();

        assertThatThrownBy(() -> JdaBot.login(discord)).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void aTokenThatIsRefusedLaterEndsTheConnection() {
        try (JdaBot bot = JdaBot.login(discord)) {
            discord.refuseToken();

            assertThat(bot.await(ShutdownEvent.class).getCloseCode()).isEqualTo(CloseCode.AUTHENTICATION_FAILED);
            assertThat(discord.gateway().connected()).isZero();
        }
    }

    @Test
    void anIntentThatIsNotAllowedEndsTheLogin() throws Exception {
        discord.allowMessageContent(false);
        JdaBot listener = new JdaBot();

        JDA jda = JdaBot.start(discord, listener, Compression.NONE, GatewayIntent.MESSAGE_CONTENT);

        assertThat(listener.await(ShutdownEvent.class).getCloseCode()).isEqualTo(CloseCode.DISALLOWED_INTENTS);
        assertThat(jda.awaitShutdown(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void withoutTheIntentOnlyMentionsAndDirectMessagesHaveContent() {
        try (JdaBot bot = JdaBot.login(discord, Compression.NONE)) {
            roger.says(alerts, "between ourselves");
            roger.says(alerts, discord.botMention() + " hello");
            roger.says(roger.direct(), "psst");

            assertThat(List.of(heard(bot), heard(bot), heard(bot)))
                    .containsExactly("", discord.botMention() + " hello", "psst");
        }
    }

    @Test
    void aChangeOfRolesIsToldToWhoAskedForMembers() {
        Role ops = discord.role("ops");
        try (JdaBot bot = JdaBot.login(discord, Compression.NONE, GatewayIntent.GUILD_MEMBERS)) {
            bot.jda()
                    .getGuildById(discord.guildId())
                    .retrieveMemberById(roger.id())
                    .complete();
            var members =
                    bot.jda().getGuildById(discord.guildId()).loadMembers().get();
            assertThat(members)
                    .extracting(member -> member.getUser().getName())
                    .containsExactlyInAnyOrder("midwatch", "roger");

            roger.gets(ops);

            roger.says(alerts, "I am one of them now");
            assertThat(bot.await(MessageReceivedEvent.class).getMember().getRoles())
                    .extracting(net.dv8tion.jda.api.entities.Role::getName)
                    .containsExactly("ops");
        }
    }

    @Test
    void aSessionThatMissedTooMuchMustLogInAnew() {
        try (JdaBot bot = JdaBot.login(discord)) {
            discord.gateway().shut();
            for (int i = 0; i < 2100; i++) {
                roger.says(alerts, "message " + i);
            }

            discord.gateway().open();
            bot.await(SessionRecreateEvent.class);

            assertThat(discord.gateway().logins()).isEqualTo(2);
            eventually().until(() -> discord.gateway().connected() == 1);
        }
    }

    private static String heard(JdaBot bot) {
        return bot.await(MessageReceivedEvent.class).getMessage().getContentRaw();
    }
}
