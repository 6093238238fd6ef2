package dev.midwatch.api.channel;

import dev.midwatch.api.check.Severity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What Midwatch says.
 *
 * @param id       the same at every attempt to deliver this message, and of no other
 * @param target   delivery target with the channel's name in front: {@code discord}, {@code discord:#alerts}, {@code webhook:oncall}
 * @param text     Markdown
 * @param severity the worst of what it tells, if it tells of findings
 * @param choices  buttons, or numbered answers where there are none
 * @param replyTo  receipt id of the message that this one follows up, if there is one
 */
public record OutboundMessage(
        String id,
        String target,
        String text,
        Optional<Severity> severity,
        List<Choice> choices,
        Optional<String> replyTo) {
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
        Objects.requireNonNull(severity, "severity");
        choices = List.copyOf(choices);
        Objects.requireNonNull(replyTo, "replyTo");
    }

    /** A plain message. */
    public static OutboundMessage of(String id, String target, String text) {
        return new OutboundMessage(id, target, text, Optional.empty(), List.of(), Optional.empty());
    }

    /** The part of the target behind the channel's name, without the colon; empty for the channel's home. */
    public String address() {
        int colon = target.indexOf(':');
        return colon < 0 ? "" : target.substring(colon + 1);
    }
}
