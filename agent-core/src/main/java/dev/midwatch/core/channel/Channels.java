package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.core.config.NearName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The channels there are, and what a delivery target means with them. */
public final class Channels {
    static final String CONSOLE = "console";
    private static final String WEBHOOK = "webhook";
    private static final String LOCAL = "local";
    private static final String ORIGIN = "origin";
    private static final String ALL = "all";

    private final Supplier<Map<String, Channel>> lanes;

    /** @param lanes those there are at the moment of the question, made by {@link #byLane} */
    public Channels(Supplier<Map<String, Channel>> lanes) {
        this.lanes = lanes;
    }

    /** Those that do not change. */
    public Channels(List<Channel> channels, Map<String, ? extends Channel> webhooks) {
        Map<String, Channel> fixed = byLane(channels, webhooks);
        this.lanes = () -> fixed;
    }

    /**
     * Channels by the name or lane that messages go to.
     *
     * @param channels the console first
     * @param webhooks by the name behind {@code webhook:}
     * @throws IllegalArgumentException if two channels have one name, for their people would be taken for each other's
     */
    public static Map<String, Channel> byLane(List<Channel> channels, Map<String, ? extends Channel> webhooks) {
        Map<String, Channel> byLane = new LinkedHashMap<>();
        channels.forEach(channel -> add(byLane, channel));
        webhooks.forEach((name, channel) -> byLane.put(WEBHOOK + ":" + name, channel));
        return Collections.unmodifiableMap(byLane);
    }

    private static void add(Map<String, Channel> byLane, Channel channel) {
        String name = channel.name();
        if (!name.matches("[a-z][a-z0-9-]*")
                || Set.of(WEBHOOK, LOCAL, ORIGIN, ALL).contains(name)) {
            throw new IllegalArgumentException(
                    "no channel can be named \"%s\": lower case letters, digits and hyphens, and not %s, %s, %s or %s"
                            .formatted(name, WEBHOOK, LOCAL, ORIGIN, ALL));
        }
        if (byLane.putIfAbsent(name, channel) != null) {
            throw new IllegalArgumentException("two channels are named " + name);
        }
    }

    /** Whether the channel of that name is the terminal at which the gateway was started, whatever others call themselves. */
    public boolean isConsole(String name) {
        return byLane().get(name) instanceof ConsoleChannel;
    }

    /** The channel of that name or lane; empty if there is none. */
    public Optional<Channel> find(String lane) {
        return Optional.ofNullable(byLane().get(lane));
    }

    /** All, by the name or lane that messages go to, in their order. */
    public Map<String, Channel> all() {
        return byLane();
    }

    /** The names of the channels through which people speak, in their order: all but the console and the webhooks. */
    public List<String> ofPlugins() {
        return byLane().keySet().stream()
                .filter(lane -> !isConsole(lane) && !lane.startsWith(WEBHOOK + ":"))
                .toList();
    }

    /** The channel that a delivery target belongs to. */
    public static String nameOf(String target) {
        int colon = target.indexOf(':');
        return colon < 0 ? target : target.substring(0, colon);
    }

    /** Whether a lane's channel can change what was said. */
    public boolean revises(String lane) {
        return find(lane).filter(Channel::revises).isPresent();
    }

    /** The same, where a channel that is not there now may be one that can: what is to be revised then waits for it. */
    boolean mayRevise(String lane) {
        return !byLane().containsKey(lane) || revises(lane);
    }

    /** Who delivers: each has a queue and a thread of its own, so that none waits for another. */
    Map<String, Channel> byLane() {
        return lanes.get();
    }

    /** A place a message goes to, or the reason why it cannot. */
    record Destination(String target, String lane, Optional<String> whyNot) {}

    /**
     * The places that a list of targets means, each once. {@code local} means none: the output file is written anyway.
     *
     * @param origin where the job was made, if it was made in a conversation
     */
    List<Destination> resolve(String targets, Optional<String> origin) {
        Set<String> singles = new LinkedHashSet<>();
        for (String part : targets.split(",")) {
            String target = part.strip();
            if (target.equals(ALL)) {
                singles.addAll(byLane().keySet());
            } else if (target.equals(ORIGIN)) {
                singles.add(origin.orElse(CONSOLE));
            } else if (!target.isEmpty() && !target.equals(LOCAL)) {
                singles.add(target);
            }
        }
        List<Destination> destinations = new ArrayList<>();
        singles.forEach(target -> destinations.add(destination(target)));
        return destinations;
    }

    /** What is wrong with a list of targets, for whoever writes one; empty if nothing is. */
    public Optional<String> problem(String targets) {
        return resolve(targets, Optional.empty()).stream()
                .flatMap(destination -> destination.whyNot().stream())
                .findFirst();
    }

    private Destination destination(String target) {
        String name = nameOf(target);
        String lane = name.equals(WEBHOOK) ? target : name;
        return new Destination(target, lane, byLane().containsKey(lane) ? Optional.empty() : Optional.of(whyNot(lane)));
    }

    private String whyNot(String lane) {
        Set<String> known = new TreeSet<>(byLane().keySet());
        known.addAll(Set.of(LOCAL, ORIGIN, ALL));
        return "there is no channel \"" + lane + "\" (" + NearName.hint(lane, known) + ")";
    }
}
