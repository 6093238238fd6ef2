package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import java.util.EnumSet;
import java.util.Set;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InsufficientPermissionException;
import net.dv8tion.jda.api.requests.ErrorResponse;

/**
 * What a refusal of Discord's means to the outbox. What a person can mend is worth waiting for: the message is kept until it is mended, or
 * no news any more.
 */
final class Refusals {
    private static final Set<ErrorResponse> NEVER =
            EnumSet.of(ErrorResponse.INVALID_FORM_BODY, ErrorResponse.EMPTY_MESSAGE, ErrorResponse.UNKNOWN_MESSAGE);

    private Refusals() {}

    /** @param place what people call the place it was for */
    static DeliveryException of(Throwable why, String place) {
        if (why instanceof InsufficientPermissionException missing) {
            return DeliveryException.temporary(
                    "the bot lacks the permission \"%s\" in %s: give it to the bot's role, or invite it again (midwatch doctor shows the link)"
                            .formatted(missing.getPermission().getName(), place),
                    why);
        }
        if (why instanceof ErrorResponseException answer) {
            ErrorResponse error = answer.getErrorResponse();
            return NEVER.contains(error)
                    ? DeliveryException.permanent(
                            "Discord refuses it: " + answer.getMeaning() + " " + answer.getSchemaErrors())
                    : DeliveryException.temporary(cure(answer, place), why);
        }
        return DeliveryException.temporary("Discord: " + why.getMessage(), why);
    }

    private static String cure(ErrorResponseException answer, String place) {
        return switch (answer.getErrorResponse()) {
            case UNKNOWN_CHANNEL ->
                place
                        + " is not there any more: set discord.home_channel (DISCORD_HOME_CHANNEL) or the job's deliver to another";
            case MISSING_ACCESS ->
                "the bot may not see " + place + ": let it in, or invite it (midwatch doctor shows the link)";
            case MISSING_PERMISSIONS -> "the bot lacks a permission in " + place + ": midwatch doctor says which";
            case CANNOT_SEND_TO_USER ->
                place + " does not take direct messages: that person must allow them from members of the server";
            default ->
                answer.getResponse().code == 401
                        ? Trouble.INVALID_TOKEN.text()
                        : "Discord: %d %s".formatted(answer.getErrorCode(), answer.getMeaning());
        };
    }
}
