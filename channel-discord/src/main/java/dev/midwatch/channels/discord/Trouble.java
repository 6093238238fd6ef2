package dev.midwatch.channels.discord;

import net.dv8tion.jda.api.requests.CloseCode;

/**
 * What is wrong with the connection, and how to mend it.
 *
 * @param text    for people; empty if nothing is
 * @param mayPass whether waiting a moment can help
 */
record Trouble(String text, boolean mayPass) {
    static final Trouble NONE = new Trouble("", true);
    static final Trouble NOT_YET = new Trouble("not connected to Discord yet", true);
    static final Trouble CLOSED = new Trouble("the channel to Discord is closed", false);
    static final Trouble INVALID_TOKEN = new Trouble(
            "Discord does not accept the bot's token: make a new one in the developer portal (Bot, Reset Token), set"
                    + " DISCORD_BOT_TOKEN and start the gateway anew",
            false);
    static final Trouble NO_CONTENT = new Trouble(
            "Discord does not let the bot read messages that do not mention it: switch on Message Content Intent in the developer"
                    + " portal (Bot, Privileged Gateway Intents) and start the gateway anew",
            true);

    static Trouble of(CloseCode code) {
        if (code == CloseCode.AUTHENTICATION_FAILED) {
            return INVALID_TOKEN;
        }
        return new Trouble(
                "Discord ended the connection" + (code == null ? "" : ": " + code.getCode() + " " + code.getMeaning()),
                false);
    }

    static Trouble unreachable(RuntimeException why) {
        return new Trouble(Refusals.of(why, "Discord").getMessage(), false);
    }
}
