package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.midwatch.api.channel.DeliveryException;
import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final JDA jda = mock(JDA.class);

    private static TextChannel channel(String id, String name) {
        TextChannel channel = mock(TextChannel.class);
        when(channel.getId()).thenReturn(id);
        when(channel.getName()).thenReturn(name);
        return channel;
    }

    @Test
    void asksForAnIdWhereTwoChannelsHaveTheSameName() {
        List<TextChannel> channels = List.of(channel("1", "alerts"), channel("2", "night"), channel("3", "alerts"));
        when(jda.getTextChannels()).thenReturn(channels);
        when(jda.getGuilds()).thenReturn(List.of(mock(Guild.class)));

        DeliveryException refusal = Bot.refusal(() -> new Places(null).find(jda, "#alerts"));

        assertThat(refusal).hasMessage("there are 2 channels #alerts: say discord:1 or discord:3");
        assertThat(refusal.retryable()).isTrue();
    }

    @Test
    void saysThatNobodyHasInvitedTheBot() {
        assertThat(Bot.refusal(() -> new Places("#alerts").find(jda, "")))
                .hasMessage("the bot is on no server: invite it (midwatch doctor shows the link)");
    }

    @Test
    void knowsTheAddressInATarget() {
        assertThat(List.of("discord", "discord:", "discord:#night", "discord:1"))
                .extracting(Places::address)
                .containsExactly("", "", "#night", "1");
    }
}
