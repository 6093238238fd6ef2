package dev.midwatch.core.chat;

import static dev.midwatch.core.chat.ChatWorld.ANNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.channel.Person;
import dev.midwatch.core.channel.DeliveryState;
import dev.midwatch.core.config.ConfigException;
import dev.midwatch.core.tool.Level;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PeopleTest extends InChat {
    @Test
    void whoeverTypesAtTheConsoleRunsTheGateway() throws IOException {
        world.edit("");
        assertThat(world.people.level("console", Person.of("me", "me"))).contains(Level.APPROVER);
    }

    @Test
    void somebodyOfOneChannelIsNobodyInAnother() {
        assertThat(world.people.level("chat", ANNA)).contains(Level.APPROVER);
        for (String other : new String[] {"discord", "webhook:ops", "webhook", "", "Chat"}) {
            assertThat(world.people.level(other, ANNA)).as(other).isEmpty();
        }
    }

    @Test
    void theChannelOfAPluginThatWasTakenOutHasNobody() {
        world.takeOut();
        assertThat(world.people.level("chat", ANNA)).isEmpty();
    }

    @Test
    void aBadEditLeavesThePeopleAsTheyWere() {
        assertThatThrownBy(() -> world.edit("chat: {allowed_users: [\"*\"]}")).isInstanceOf(ConfigException.class);
        assertThat(world.people.level("chat", ANNA)).contains(Level.APPROVER);
    }

    @Test
    void aChannelWithoutPeopleSaysOnceAtItsHomeThatNobodyMayCommandItAndHowToChangeThat() throws IOException {
        DesertedChannels deserted = new DesertedChannels(world.people, world.outbox);
        deserted.tell();
        assertThat(world.people.deserted()).isEmpty();
        assertThat(world.outbox.deliveries("nobody-may-command-chat")).isEmpty();

        world.edit("");
        deserted.tell();
        deserted.tell();

        assertThat(world.people.deserted()).containsExactly("chat");
        assertThat(world.told(1))
                .singleElement()
                .asString()
                .contains(
                        "Nobody may ask or command me here yet",
                        "chat.allowed_users or chat.allowed_roles in config.yaml");
        assertThat(world.channel.sent.get(0).target()).isEqualTo("chat");
        await().atMost(ChatWorld.SOON)
                .until(() -> world.outbox
                                .deliveries("nobody-may-command-chat")
                                .get(0)
                                .state()
                        == DeliveryState.DELIVERED);
        assertThat(world.outbox.deliveries("nobody-may-command-chat")).hasSize(1);
    }
}
