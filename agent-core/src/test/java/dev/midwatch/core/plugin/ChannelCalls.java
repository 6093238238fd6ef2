package dev.midwatch.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.OutboundMessage;
import java.util.ArrayList;
import java.util.List;

/** What holds for a channel of a plugin when it is called through its class loader and calls back. */
final class ChannelCalls {
    private ChannelCalls() {}

    static void assertThatCallsComeHome(Channel channel) {
        assertThatThrownBy(() -> channel.send(OutboundMessage.of("1", "tccl", "text")))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("said as it is");

        List<ClassLoader> seen = new ArrayList<>();
        channel.start(new Inbox() {
            @Override
            public void message(InboundMessage message) {
                seen.add(Thread.currentThread().getContextClassLoader());
            }

            @Override
            public String decide(Decision decision) {
                return "";
            }
        });
        assertThat(seen).containsExactly(ContextLoader.class.getClassLoader());
    }
}
