package dev.midwatch.testkit.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One websocket of the gateway: what a client sends, and what it is answered. */
final class GatewayConnection implements WebSocketConnection.Listener {
    private static final int HEARTBEAT = 1;
    private static final int IDENTIFY = 2;
    private static final int PRESENCE = 3;
    private static final int RESUME = 6;
    private static final int MEMBERS = 8;

    private final World world;
    private final WebSocketConnection socket;
    private Session session;

    GatewayConnection(World world, WebSocketConnection socket) {
        this.world = world;
        this.socket = socket;
        socket.listen(this);
        ObjectNode hello = Json.object().put("op", 10);
        hello.putObject("d").put("heartbeat_interval", 41250);
        socket.send(hello.toString());
    }

    @Override
    public void received(String text) {
        JsonNode message = Json.parse(text);
        JsonNode body = message.path("d");
        synchronized (world) {
            switch (message.path("op").asInt()) {
                case HEARTBEAT -> socket.send("{\"op\":11}");
                case IDENTIFY -> identify(body);
                case RESUME -> resume(body);
                case PRESENCE -> world.sessions.presence = body.path("status").asText();
                case MEMBERS -> members(body);
                default -> socket.close(4001, "Unknown opcode.");
            }
            world.changed();
        }
    }

    @Override
    public void gone() {
        synchronized (world) {
            if (session != null && session.socket == socket) {
                session.socket = null;
            }
            world.changed();
        }
    }

    private void identify(JsonNode body) {
        long intents = body.path("intents").asLong();
        if (refusesToken(body)) {
            socket.close(4004, "Authentication failed.");
        } else if (refusesIntents(intents)) {
            socket.close(4014, "Disallowed intent(s).");
        } else {
            session = new Session(Tokens.forInteraction().substring(0, 32), intents, socket);
            world.sessions.add(session);
            session.dispatch("READY", GuildJson.ready(world, session));
            session.dispatch("GUILD_CREATE", GuildJson.create(world, session));
        }
    }

    private boolean refusesToken(JsonNode body) {
        String given = body.path("token").asText();
        return world.tokenRefused || !(given.equals(world.token) || given.equals("Bot " + world.token));
    }

    private boolean refusesIntents(long intents) {
        return Intent.MESSAGE_CONTENT.in(intents) && !world.rules.messageContent
                || Intent.GUILD_MEMBERS.in(intents) && !world.rules.guildMembers
                || Intent.GUILD_PRESENCES.in(intents) && !world.rules.presences;
    }

    private void resume(JsonNode body) {
        if (refusesToken(body)) {
            socket.close(4004, "Authentication failed.");
            return;
        }
        Session known = world.sessions.all.get(body.path("session_id").asText());
        if (known != null && known.resume(socket, body.path("seq").asLong())) {
            session = known;
            world.sessions.resumed++;
        } else {
            socket.send("{\"op\":9,\"d\":false}");
        }
    }

    private void members(JsonNode body) {
        if (session == null) {
            socket.close(4003, "Not authenticated.");
            return;
        }
        session.dispatch("GUILD_MEMBERS_CHUNK", GuildJson.chunk(world, body));
    }
}
