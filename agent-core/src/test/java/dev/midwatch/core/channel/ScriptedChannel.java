package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Person;
import dev.midwatch.api.channel.Receipt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as it is told, and accepts once nothing more was told; remembers what it was given. */
final class ScriptedChannel implements Channel {
    /** What to do with one message. */
    interface Step {
        Receipt answer(OutboundMessage message) throws DeliveryException;
    }

    private final String name;
    private final boolean revises;
    private final Deque<Step> steps = new ArrayDeque<>();
    final List<OutboundMessage> given = new CopyOnWriteArrayList<>();
    /** All calls, in order: {@code send m}, {@code again m after <receipt before it>}, {@code revise <receipt> to <text>}. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    private volatile boolean closed;
    private Inbox inbox;

    ScriptedChannel(String name) {
        this(name, false);
    }

    private ScriptedChannel(String name, boolean revises) {
        this.name = name;
        this.revises = revises;
    }

    /** One that can change what it said. */
    static ScriptedChannel revising(String name) {
        return new ScriptedChannel(name, true);
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
    public void start(Inbox given) {
        inbox = given;
    }

    /** Somebody says it through this channel, once that was started. */
    void says(String text) {
        inbox.message(InboundMessage.of(name, Person.of("1", "One"), text));
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean revises() {
        return revises;
    }

    @Override
    public Receipt send(OutboundMessage message) throws DeliveryException {
        calls.add("send " + message.id());
        return answer(message);
    }

    @Override
    public Receipt sendAgain(OutboundMessage message, Optional<Receipt> before) throws DeliveryException {
        calls.add("again " + message.id() + " after " + before.map(Receipt::id).orElse("nothing"));
        return answer(message);
    }

    @Override
    public Receipt revise(Receipt receipt, OutboundMessage revision) throws DeliveryException {
        calls.add("revise " + receipt.id() + " to " + revision.text());
        answer(revision);
        return receipt;
    }

    private Receipt answer(OutboundMessage message) throws DeliveryException {
        given.add(message);
        Step step = steps.poll();
        return step == null
                ? new Receipt("receipt-of-" + message.id(), Optional.of(name + ":place-of-" + message.id()))
                : step.answer(message);
    }
}
