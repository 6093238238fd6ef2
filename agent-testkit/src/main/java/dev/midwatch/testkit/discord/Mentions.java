package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom a message names, as far as its {@code allowed_mentions} let it. */
record Mentions(Set<Member> users, Set<Role> roles, boolean everyone) {
    static final Mentions NONE = new Mentions(Set.of(), Set.of(), false);

    private static final Pattern USER = Pattern.compile("<@!?(\\d+)>");
    private static final Pattern ROLE = Pattern.compile("<@&(\\d+)>");

    /**
     * @param allowed Discord's {@code allowed_mentions}; missing means that everything in the text counts
     * @param mayEveryone whether the author holds the permission for everyone and here
     */
    static Mentions of(World world, String content, JsonNode allowed, StoredMessage repliesTo, boolean mayEveryone) {
        Set<Member> users = new LinkedHashSet<>();
        Set<Role> roles = new LinkedHashSet<>();
        for (Matcher found = USER.matcher(content); found.find(); ) {
            Member named = world.members.get(found.group(1));
            if (named != null && allows(allowed, "users", named.id)) {
                users.add(named);
            }
        }
        for (Matcher found = ROLE.matcher(content); found.find(); ) {
            Role named = world.roles.get(found.group(1));
            if (named != null && allows(allowed, "roles", named.id())) {
                roles.add(named);
            }
        }
        boolean everyone = mayEveryone
                && (content.contains("@everyone") || content.contains("@here"))
                && allows(allowed, "everyone", "");
        boolean pingsReplied =
                allowed.isMissingNode() || allowed.path("replied_user").asBoolean(false);
        if (repliesTo != null && pingsReplied) {
            users.add(repliesTo.author);
        }
        return new Mentions(users, roles, everyone);
    }

    private static boolean allows(JsonNode allowed, String kind, String id) {
        if (allowed.isMissingNode()) {
            return true;
        }
        return Json.list(allowed.path("parse")).stream()
                        .anyMatch(one -> one.asText().equals(kind))
                || Json.list(allowed.path(kind)).stream()
                        .anyMatch(one -> one.asText().equals(id));
    }

    /** Whose telephones ring. */
    List<String> pings(Member author) {
        List<String> names = new ArrayList<>();
        users.stream().filter(user -> user != author).map(user -> user.name).forEach(names::add);
        roles.stream().map(role -> "@" + role.name()).forEach(names::add);
        if (everyone) {
            names.add("@everyone");
        }
        return List.copyOf(names);
    }
}
