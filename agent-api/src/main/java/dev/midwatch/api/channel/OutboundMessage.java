package dev.midwatch.api.channel;

import dev.midwatch.api.check.Severity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What Midwatch says. Start with {@link #of} and add what there is.
 *
 * @param id       the same at every attempt to deliver this message, and of no other
 * @param target   delivery target with the channel's name in front: {@code discord}, {@code discord:#alerts}, {@code webhook:oncall}
 * @param text     Markdown; complete in itself
 * @param layout   the same for a channel that shows cards, which then leaves the text alone; empty: there is only the text
 * @param severity the worst of what it tells, if it tells of findings
 * @param choices  buttons, or numbered answers where there are none
 * @param replyTo  receipt id of the message that this one follows up, if there is one
 * @param topic    one line, if the message wants an answer: a channel that can, opens a place for it under that name and says so in its
 *     {@link Receipt#place()}
 */
public record OutboundMessage(
        String id,
        String target,
        String text,
        Optional<Layout> layout,
        Optional<Severity> severity,
        List<Choice> choices,
        Optional<String> replyTo,
        Optional<String> topic) {
    /**
     * A message in parts.
     *
     * @param lead Markdown that stands before the cards; may be empty
     */
    public record Layout(String lead, List<Card> cards) {
        public Layout {
            Objects.requireNonNull(lead, "lead");
            cards = List.copyOf(cards);
        }
    }

    /**
     * An answer a person can press.
     *
     * @param value    comes back in the {@link Decision}
     * @param label    what the button says
     * @param approves whether it lets something happen
     */
    public record Choice(String value, String label, boolean approves) {}

    public OutboundMessage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(severity, "severity");
        choices = List.copyOf(choices);
        Objects.requireNonNull(replyTo, "replyTo");
        Objects.requireNonNull(topic, "topic");
    }

    /** A plain message. */
    public static OutboundMessage of(String id, String target, String text) {
        return new OutboundMessage(
                id, target, text, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    public OutboundMessage id(String other) {
        return new OutboundMessage(other, target, text, layout, severity, choices, replyTo, topic);
    }

    public OutboundMessage target(String other) {
        return new OutboundMessage(id, other, text, layout, severity, choices, replyTo, topic);
    }

    public OutboundMessage text(String other) {
        return new OutboundMessage(id, target, other, layout, severity, choices, replyTo, topic);
    }

    public OutboundMessage layout(Layout parts) {
        return new OutboundMessage(id, target, text, Optional.of(parts), severity, choices, replyTo, topic);
    }

    public OutboundMessage severity(Optional<Severity> worst) {
        return new OutboundMessage(id, target, text, layout, worst, choices, replyTo, topic);
    }

    public OutboundMessage choices(List<Choice> all) {
        return new OutboundMessage(id, target, text, layout, severity, all, replyTo, topic);
    }

    public OutboundMessage replyTo(Optional<String> earlier) {
        return new OutboundMessage(id, target, text, layout, severity, choices, earlier, topic);
    }

    public OutboundMessage topic(Optional<String> line) {
        return new OutboundMessage(id, target, text, layout, severity, choices, replyTo, line);
    }

    /** The part of the target behind the channel's name, without the colon; empty for the channel's home. */
    public String address() {
        int colon = target.indexOf(':');
        return colon < 0 ? "" : target.substring(colon + 1);
    }
}
