package dev.midwatch.testkit.discord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of REST v10 that the loopback Discord answers. Any other is a 404, kept in {@link LoopbackDiscord#unknownRequests()}. */
public enum Route {
    GATEWAY("GET gateway"),
    GATEWAY_BOT("GET gateway/bot"),
    SELF("GET users/@me"),
    SELF_GUILDS("GET users/@me/guilds"),
    APPLICATION("GET applications/@me"),
    BOT_APPLICATION("GET oauth2/applications/@me"),
    OPEN_DIRECT("POST users/@me/channels"),
    USER("GET users/{user}"),

    GUILD("GET guilds/{guild}"),
    GUILD_CHANNELS("GET guilds/{guild}/channels"),
    GUILD_ROLES("GET guilds/{guild}/roles"),
    MEMBERS("GET guilds/{guild}/members"),
    MEMBER("GET guilds/{guild}/members/{user}"),
    ACTIVE_THREADS("GET guilds/{guild}/threads/active"),

    CHANNEL("GET channels/{channel}"),
    EDIT_CHANNEL("PATCH channels/{channel}"),
    TYPING("POST channels/{channel}/typing"),
    HISTORY("GET channels/{channel}/messages"),
    MESSAGE("GET channels/{channel}/messages/{message}"),
    SEND("POST channels/{channel}/messages"),
    EDIT("PATCH channels/{channel}/messages/{message}"),
    DELETE("DELETE channels/{channel}/messages/{message}"),
    REACT("PUT channels/{channel}/messages/{message}/reactions/{emoji}/@me"),
    UNREACT("DELETE channels/{channel}/messages/{message}/reactions/{emoji}/@me"),
    THREAD_OF_MESSAGE("POST channels/{channel}/messages/{message}/threads"),
    THREAD("POST channels/{channel}/threads"),
    ARCHIVED_THREADS("GET channels/{channel}/threads/archived/public"),
    JOIN_THREAD("PUT channels/{channel}/thread-members/@me"),

    GLOBAL_COMMANDS("GET applications/{application}/commands"),
    SET_GLOBAL_COMMANDS("PUT applications/{application}/commands"),
    ADD_GLOBAL_COMMAND("POST applications/{application}/commands"),
    DELETE_GLOBAL_COMMAND("DELETE applications/{application}/commands/{command}"),
    GUILD_COMMANDS("GET applications/{application}/guilds/{guild}/commands"),
    SET_GUILD_COMMANDS("PUT applications/{application}/guilds/{guild}/commands"),
    ADD_GUILD_COMMAND("POST applications/{application}/guilds/{guild}/commands"),
    DELETE_GUILD_COMMAND("DELETE applications/{application}/guilds/{guild}/commands/{command}"),

    ANSWER("POST interactions/{interaction}/{token}/callback"),
    FOLLOW_UP("POST webhooks/{application}/{token}"),
    FOLLOWED("GET webhooks/{application}/{token}/messages/{message}"),
    EDIT_FOLLOWED("PATCH webhooks/{application}/{token}/messages/{message}"),
    DELETE_FOLLOWED("DELETE webhooks/{application}/{token}/messages/{message}");

    private final String method;
    private final List<String> parts;

    Route(String call) {
        int space = call.indexOf(' ');
        this.method = call.substring(0, space);
        this.parts = List.of(call.substring(space + 1).split("/"));
    }

    /** A route together with what stands in the place of its variables. */
    record Found(Route route, Map<String, String> variables) {}

    static Optional<Found> find(String method, String path) {
        List<String> asked = List.of(path.split("/"));
        for (Route route : values()) {
            if (route.method.equals(method) && route.parts.size() == asked.size()) {
                Optional<Map<String, String>> variables = route.match(asked);
                if (variables.isPresent()) {
                    return Optional.of(new Found(route, variables.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** Calls with an interaction's token carry no other authorization and count for no limit of the bot's. */
    boolean needsBotToken() {
        return ordinal() < ANSWER.ordinal();
    }

    private Optional<Map<String, String>> match(List<String> asked) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.startsWith("{")) {
                variables.put(part.substring(1, part.length() - 1), HttpRequest.decoded(asked.get(i)));
            } else if (!part.equals(asked.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
