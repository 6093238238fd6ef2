package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Who the bot is, and the guild with its people. */
final class GuildRoutes {
    private final World world;

    GuildRoutes(World world) {
        this.world = world;
    }

    void addTo(Map<Route, Handler> handlers) {
        handlers.put(Route.GATEWAY, call -> HttpAnswer.json(200, gateway()));
        handlers.put(Route.GATEWAY_BOT, call -> HttpAnswer.json(200, gatewayBot()));
        handlers.put(Route.SELF, call -> HttpAnswer.json(200, world.bot.self()));
        handlers.put(
                Route.SELF_GUILDS, call -> HttpAnswer.json(200, Json.array().add(ownGuild())));
        handlers.put(Route.APPLICATION, call -> HttpAnswer.json(200, application()));
        handlers.put(Route.BOT_APPLICATION, call -> HttpAnswer.json(200, application()));
        handlers.put(
                Route.USER,
                call -> HttpAnswer.json(200, member(call, 10013, "Unknown User").user()));
        handlers.put(Route.OPEN_DIRECT, this::openDirect);
        handlers.put(Route.GUILD, call -> HttpAnswer.json(200, guild(call)));
        handlers.put(Route.GUILD_ROLES, call -> {
            guild(call);
            return HttpAnswer.json(200, GuildJson.roles(world));
        });
        handlers.put(Route.GUILD_CHANNELS, call -> {
            guild(call);
            return HttpAnswer.json(200, GuildJson.channels(world, Channel.Kind.TEXT));
        });
        handlers.put(Route.ACTIVE_THREADS, this::activeThreads);
        handlers.put(Route.MEMBERS, this::members);
        handlers.put(Route.MEMBER, call -> {
            guild(call);
            return HttpAnswer.json(200, member(call, 10007, "Unknown Member").memberWithUser());
        });
    }

    private ObjectNode gateway() {
        return Json.object().put("url", "ws://" + world.authority + "/gateway");
    }

    private ObjectNode gatewayBot() {
        ObjectNode bot = gateway().put("shards", 1);
        bot.putObject("session_start_limit")
                .put("total", 1000)
                .put("remaining", Math.max(0, 1000 - world.sessions.identified))
                .put("reset_after", 14400000)
                .put("max_concurrency", 1);
        return bot;
    }

    private ObjectNode ownGuild() {
        return GuildJson.partial(world)
                .put("name", GuildJson.NAME)
                .put("owner", false)
                .put("permissions", Long.toString(Permission.bits(world.granted)));
    }

    private ObjectNode application() {
        ObjectNode application = Json.object()
                .put("id", world.bot.id)
                .put("name", world.bot.name)
                .put("description", "")
                .put("bot_public", false)
                .put("bot_require_code_grant", false)
                .put("verify_key", "")
                .put("flags", GuildJson.flags(world));
        application.putNull("icon").putNull("team");
        application.set("owner", world.members.get(world.bot.id).user());
        application.set("bot", world.bot.user());
        return application;
    }

    private HttpAnswer openDirect(Call call) {
        Member person = world.members.get(call.body().path("recipient_id").asText());
        if (person == null || person == world.bot) {
            throw Refusal.of(400, 50033, "Invalid Recipient(s)");
        }
        return HttpAnswer.json(200, world.direct(person).json());
    }

    private HttpAnswer activeThreads(Call call) {
        guild(call);
        ObjectNode answer = Json.object();
        answer.set("threads", GuildJson.channels(world, Channel.Kind.THREAD));
        answer.putArray("members");
        return HttpAnswer.json(200, answer);
    }

    private HttpAnswer members(Call call) {
        guild(call);
        if (!world.rules.guildMembers) {
            throw Refusal.missingAccess();
        }
        long after = Long.parseLong(call.query("after", "0"));
        return HttpAnswer.json(
                200,
                world.members.values().stream()
                        .filter(member -> Long.parseLong(member.id) > after)
                        .limit(Long.parseLong(call.query("limit", "1")))
                        .map(Member::memberWithUser)
                        .collect(Json.toArray()));
    }

    private ObjectNode guild(Call call) {
        if (!call.variable("guild").equals(world.guildId)) {
            throw Refusal.of(404, 10004, "Unknown Guild");
        }
        return GuildJson.guild(world);
    }

    private Member member(Call call, int code, String message) {
        Member found = world.members.get(call.variable("user"));
        if (found == null) {
            throw Refusal.of(404, code, message);
        }
        return found;
    }
}
