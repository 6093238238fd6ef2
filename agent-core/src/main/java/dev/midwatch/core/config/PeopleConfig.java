package dev.midwatch.core.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Who may do what through a channel: part of the channel's own section, read by the kernel and never by the plugin. */
public record PeopleConfig(
        @Description("The channel's own ids of people who may speak to Midwatch; nobody else is heard.")
        List<String> allowedUsers,

        @Description("The channel's own ids of roles whose people may.")
        List<String> allowedRoles,

        @Description(
                "What somebody may do, by the id of a person or a role, whether or not it stands in one of the lists.")
        Map<String, Rank> levels) {
    /** What somebody may do; each includes those before it. */
    public enum Rank {
        VIEWER,
        OPERATOR,
        APPROVER
    }

    static final Set<String> KEYS = RecordShape.keys(PeopleConfig.class);
    private static final PeopleConfig NOBODY = new PeopleConfig(List.of(), List.of(), Map.of());
    private static final Set<String> WORDS = Set.of("all", "any", "anyone", "everyone", "everybody", "here", "@here");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern MENTION = Pattern.compile("<@[!&]?(.+)>");

    public PeopleConfig {
        allowedUsers = List.copyOf(allowedUsers);
        allowedRoles = List.copyOf(allowedRoles);
        levels = Map.copyOf(levels);
        allowedUsers.forEach(id -> requireId("allowed_users", id));
        allowedRoles.forEach(id -> requireId("allowed_roles", id));
        levels.keySet().forEach(id -> requireId("levels", id));
    }

    public static PeopleConfig defaults() {
        return NOBODY;
    }

    private static void requireId(String key, String id) {
        Predicate<String> crowd = text -> WORDS.contains(text.toLowerCase(Locale.ROOT));
        if (id.contains("*") || crowd.test(id) || id.startsWith("@") && crowd.test(id.substring(1))) {
            throw new InvalidValue(key, "\"" + id + "\" would let in everybody", "write the id of each one");
        }
        if (MENTION.matcher(id).matches()) {
            throw new InvalidValue(key, "\"" + id + "\" is no id", "write what stands between the signs, digits alone");
        }
        if (!ID.matcher(id).matches()) {
            throw new InvalidValue(
                    key, "\"" + id + "\" is no id", "one id each, separated by commas, as in \"123456789012345678\"");
        }
    }
}
