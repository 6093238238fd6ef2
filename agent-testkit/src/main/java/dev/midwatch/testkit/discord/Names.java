package dev.midwatch.testkit.discord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives what differs from run to run a name that does not: ids, mentions, times. */
final class Names {
    private static final Pattern MENTION = Pattern.compile("<(@[!&]?|#)(\\d+)>");
    private static final Pattern MOMENT = Pattern.compile(
            "<t:\\d+(:[a-zA-Z])?>|\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z| UTC|[+-]\\d\\d:\\d\\d)?");
    private static final Pattern UUID =
            Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b");
    private static final Pattern SNOWFLAKE = Pattern.compile("\\b\\d{17,20}\\b");

    private final World world;
    private final Map<String, String> messages = new LinkedHashMap<>();
    private final Map<String, String> others = new LinkedHashMap<>();
    private final Map<Pattern, String> more;

    Names(Channel channel, Map<Pattern, String> more) {
        this.world = channel.world;
        this.more = more;
        List<StoredMessage> all = Timeline.messages(channel);
        for (int i = 0; i < all.size(); i++) {
            messages.put(all.get(i).id, "m" + (i + 1));
        }
    }

    String of(StoredMessage message) {
        return messages.getOrDefault(message.id, "a message elsewhere");
    }

    String stable(String text) {
        String stable = text.replace("http://" + world.authority, "");
        for (Map.Entry<Pattern, String> one : more.entrySet()) {
            stable = one.getKey().matcher(stable).replaceAll(one.getValue());
        }
        stable = mentions(stable);
        stable = MOMENT.matcher(stable).replaceAll("(time)");
        stable = UUID.matcher(stable).replaceAll(this::other);
        return SNOWFLAKE.matcher(stable).replaceAll(found -> Matcher.quoteReplacement(named(found.group())));
    }

    private String mentions(String text) {
        return mentions(text, "", "");
    }

    /** Mentions as a person reads them, between these two. */
    String mentions(String text, String before, String after) {
        return MENTION.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        before + (found.group(1).startsWith("#") ? "#" : "@") + named(found.group(2)) + after));
    }

    private String named(String id) {
        if (world.members.containsKey(id)) {
            return world.members.get(id).name;
        }
        if (messages.containsKey(id)) {
            return messages.get(id);
        }
        if (world.channels.containsKey(id)) {
            return world.channels.get(id).name;
        }
        if (id.equals(world.guildId)) {
            return "guild";
        }
        return world.roles.containsKey(id)
                ? world.roles.get(id).name()
                : others.computeIfAbsent(id, none -> "id" + (others.size() + 1));
    }

    private String other(java.util.regex.MatchResult found) {
        return others.computeIfAbsent(found.group(), none -> "id" + (others.size() + 1));
    }
}
