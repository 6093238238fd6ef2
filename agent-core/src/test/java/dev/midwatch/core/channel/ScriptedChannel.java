package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as it is told, and accepts once nothing more was told; remembers what it was given. */
final class ScriptedChannel implements Channel {
    /** What to do with one message. */
    interface Step {
        Receipt answer(OutboundMessage message) throws DeliveryException;
    }

    private final String name;
    private final Deque<Step> steps = new ArrayDeque<>();
    final List<OutboundMessage> given = new CopyOnWriteArrayList<>();

    ScriptedChannel(String name) {
        this.name = name;
    }

    ScriptedChannel then(Step step) {
        steps.add(step);
        return this;
    }

    ScriptedChannel thenRefuse(DeliveryException refusal) {
        return then(message -> {
            throw refusal;
        });
    }

    List<String> ids() {
        return given.stream().map(OutboundMessage::id).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Receipt send(OutboundMessage message) throws DeliveryException {
        given.add(message);
        Step step = steps.poll();
        return step == null ? new Receipt("receipt-of-" + message.id()) : step.answer(message);
    }
}
