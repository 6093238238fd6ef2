package dev.midwatch.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.cli.Program;
import dev.midwatch.testkit.discord.LoopbackDiscord;
import dev.midwatch.testkit.discord.Permission;
import dev.midwatch.testkit.discord.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What `midwatch doctor` says of Discord, and that it says how to mend it. */
@Execution(ExecutionMode.CONCURRENT)
class DiscordDoctorIT {
    @TempDir
    Path directory;

    private final LoopbackDiscord discord = LoopbackDiscord.start();
    private final Place alerts = discord.channel("alerts");
    private Path home;

    @BeforeEach
    void prepare() throws IOException {
        home = Files.createDirectories(directory.resolve("home"));
    }

    @AfterEach
    void close() {
        discord.close();
    }

    @Test
    void findsNothingWhereAllIsWellAndGivesTheInviteLink() throws Exception {
        assertThat(doctor(
                        alerts.id(),
                        "allowed_users: [\"" + discord.person("roger").id() + "\"]"))
                .containsPattern("ok +discord token +midwatch, in ")
                .contains("#alerts", "all that are needed")
                .contains("client_id=" + discord.botId(), "scope=", "permissions=309237763072")
                .doesNotContain("DISCORD_BOT_TOKEN", "DISCORD_ALLOWED_USERS");
    }

    @Test
    void saysThatNobodyIsAllowed() throws Exception {
        assertThat(doctor(alerts.id(), "")).contains("DISCORD_ALLOWED_USERS");
    }

    @Test
    void saysHowToGetAnotherToken() throws Exception {
        discord.refuseToken();
        assertThat(doctor(alerts.id(), "")).contains("Reset Token", "DISCORD_BOT_TOKEN");
    }

    @Test
    void saysWhichIntentIsMissing() throws Exception {
        discord.allowMessageContent(false);
        assertThat(doctor(alerts.id(), "")).contains("Message Content Intent");
    }

    @Test
    void saysWhichPermissionIsMissingWhere() throws Exception {
        alerts.deny(Permission.EMBED_LINKS);
        assertThat(doctor(alerts.id(), "")).contains("#alerts", "Embed Links", "permissions=");
    }

    @Test
    void saysThatTheHomeChannelIsGone() throws Exception {
        alerts.delete();
        assertThat(doctor(alerts.id(), "")).contains("DISCORD_HOME_CHANNEL");
    }

    @Test
    void saysHowToSetItUpWhereItIsNot() throws Exception {
        assertThat(new Program(home).run("doctor").out()).contains("DISCORD_BOT_TOKEN", "docs/discord.md");
    }

    private String doctor(String channel, String people) throws Exception {
        Files.writeString(home.resolve("config.yaml"), """
                discord:
                  bot_token: %s
                  home_channel: "%s"
                  api_base_url: %s
                  gateway_url: %s
                  %s
                """.formatted(
                        discord.botToken(), channel, discord.apiBaseUrl(), discord.gatewayUrl(), people));
        return new Program(home).run("doctor").out();
    }
}
