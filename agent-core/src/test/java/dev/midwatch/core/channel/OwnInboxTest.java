package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.Person;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnInboxTest {
    private final List<String> heard = new ArrayList<>();
    private final Inbox inbox = new OwnInbox("discord", new Inbox() {
        @Override
        public void message(InboundMessage message) {
            heard.add(message.target());
        }

        @Override
        public String decide(Decision decision) {
            heard.add(decision.channel());
            return "decided";
        }
    });

    @Test
    void handsInWhatItsOwnPeopleSayAndDecide() {
        inbox.message(InboundMessage.of("discord:7", Person.of("7", "Anna"), "hello"));
        inbox.message(InboundMessage.of("discord", Person.of("7", "Anna"), "hello"));
        assertThat(inbox.decide(new Decision("approve:x", "discord", Person.of("7", "Anna"))))
                .isEqualTo("decided");
        assertThat(heard).containsExactly("discord:7", "discord", "discord");
    }

    @Test
    void speaksForNobodyElse() {
        for (String other : List.of("console", "console:7", "discordant:7", "", "Discord:7")) {
            inbox.message(InboundMessage.of(other, Person.of("7", "Anna"), "hello"));
            assertThat(inbox.decide(new Decision("approve:x", other, Person.of("7", "Anna"))))
                    .isEqualTo("You may not decide this.");
        }
        assertThat(heard).isEmpty();
    }
}
