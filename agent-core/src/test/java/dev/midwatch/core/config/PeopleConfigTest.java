package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.core.config.PeopleConfig.Rank;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleConfigTest {
    record Discord(String botToken, String homeChannel) {}

    private static PeopleConfig people(String yaml) {
        return Settings.of(yaml).sections().people("discord");
    }

    @Test
    void nobodyIsAllowedUnlessSomebodyIs() {
        assertThat(people("")).isEqualTo(PeopleConfig.defaults());
        assertThat(people("discord: {home_channel: \"5\"}")).isEqualTo(PeopleConfig.defaults());
        assertThat(people("discord: {levels: {5: viewer}}")).isNotEqualTo(PeopleConfig.defaults());
    }

    @Test
    void readsListsAndLevels() {
        assertThat(people("""
                        discord:
                          allowed_users: [123456789012345678, "2"]
                          allowed_roles: 7, 8
                          levels: {123456789012345678: operator, 8: Approver, 9: viewer}
                        """))
                .isEqualTo(new PeopleConfig(
                        List.of("123456789012345678", "2"),
                        List.of("7", "8"),
                        Map.of("123456789012345678", Rank.OPERATOR, "8", Rank.APPROVER, "9", Rank.VIEWER)));
    }

    @Test
    void readsCommaSeparatedVariables() {
        Config config = Settings.of(
                "discord: {allowed_users: [9]}",
                Map.of("DISCORD_ALLOWED_USERS", "1, 2,"),
                "DISCORD_ALLOWED_ROLES=7",
                Map.of());

        assertThat(config.sections().people("discord").allowedUsers()).containsExactly("1", "2");
        assertThat(config.sections().people("discord").allowedRoles()).containsExactly("7");
    }

    @Test
    void thePluginOfTheChannelDoesNotSeeThem() {
        Config config = Settings.of("""
                discord:
                  bot_token: t
                  home_channel: "5"
                  allowed_users: [1]
                  allowed_roles: [2]
                  levels: {1: viewer}
                """);

        assertThat(config.sections().channel("discord", Discord.class)).isEqualTo(new Discord("t", "5"));
        assertThatThrownBy(() -> config.sections().plugin("discord", Discord.class))
                .as("any other plugin has no such keys")
                .hasMessageContaining("discord.allowed_users: unknown key");
    }

    @Test
    void aMistakeInThePluginsOwnKeysIsStillOne() {
        Config config = Settings.of("discord: {allowed_users: [1], home_chanel: x}");
        assertThatThrownBy(() -> config.sections().channel("discord", Discord.class))
                .hasMessage("config.yaml:1: discord.home_chanel: unknown key (did you mean \"home_channel\"?)");
        assertThat(config.sections().people("discord").allowedUsers()).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "12*", "everyone", "@everyone", "All", "any", "@here"})
    void noPatternLetsEverybodyIn(String crowd) {
        for (String key : List.of("allowed_users", "allowed_roles")) {
            assertThatThrownBy(() -> people("discord:\n  %s: [\"1\", \"%s\"]".formatted(key, crowd)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("config.yaml:2: discord.%s: \"%s\" would let in everybody (write the id of each one)"
                            .formatted(key, crowd));
        }
        assertThatThrownBy(() -> people("discord:\n  levels: {\"%s\": viewer}".formatted(crowd)))
                .hasMessageContaining("discord.levels: \"" + crowd + "\" would let in everybody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<@123>", "<@!123>", "<@&123>", " 123", "", "111 222", "111;222", "#alerts"})
    void whatIsNoIdIsToldFromOne(String id) {
        assertThatThrownBy(() -> people("discord:\n  allowed_users: [\"%s\"]".formatted(id)))
                .hasMessageStartingWith("config.yaml:2: discord.allowed_users: \"" + id + "\" is no id (");
    }

    @Test
    void anUnknownLevelNamesTheFileTheKeyAndTheThreeWords() {
        assertThatThrownBy(() -> people("discord:\n  levels:\n    5: boss"))
                .hasMessage(
                        "config.yaml:3: discord.levels.5: \"boss\" is not known (one of: viewer, operator, approver)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\""})
    void aPersonWithoutALevelIsAMistakeAndNoApprover(String level) {
        assertThatThrownBy(() -> people("discord:\n  allowed_users: [5]\n  levels:\n    5: " + level))
                .hasMessage("config.yaml:4: discord.levels.5: has no value (write one, or take the line out)");
    }

    @Test
    void saysEverythingThatIsWrong() {
        assertThatThrownBy(() -> people("discord:\n  allowed_users: [\"*\"]\n  allowed_roles: [\"*\"]"))
                .hasMessageContaining("discord.allowed_users")
                .hasMessageContaining("discord.allowed_roles");
    }
}
