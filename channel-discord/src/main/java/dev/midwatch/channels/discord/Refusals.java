package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import java.util.EnumSet;
import java.util.Set;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InsufficientPermissionException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;
import net.dv8tion.jda.api.requests.ErrorResponse;

/**
 * What a refusal of Discord's means to the outbox. What a person can mend is worth waiting for: the message is kept until it is mended, or
 * no news any more.
 */
final class Refusals {
    private static final Set<ErrorResponse> NEVER = EnumSet.of(
            ErrorResponse.INVALID_FORM_BODY,
            ErrorResponse.EMPTY_MESSAGE,
            ErrorResponse.REQUEST_ENTITY_TOO_LARGE,
            ErrorResponse.INVALID_AUTHOR_EDIT);

    private Refusals() {}

    /** @param place what people call the place it was for */
    static DeliveryException of(Throwable why, String place) {
        if (why instanceof InsufficientPermissionException missing) {
            return lacking(EnumSet.of(missing.getPermission()), place);
        }
        if (why instanceof RateLimitedException limited) {
            return DeliveryException.temporary(
                    "Discord wants no more messages for %d ms".formatted(limited.getRetryAfter()), why);
        }
        if (why instanceof ErrorResponseException answer) {
            return of(answer, place);
        }
        return DeliveryException.temporary("Discord: " + why.getMessage(), why);
    }

    static DeliveryException lacking(Set<Permission> missing, String place) {
        return DeliveryException.temporary(
                "the bot may not do %s in %s: give that to the bot's role, or invite it again (midwatch doctor shows the link)"
                        .formatted(Rights.names(missing), place),
                null);
    }

    /** Whether Discord itself said so, and nobody else on the way, and will say it again. */
    static boolean isFinal(DeliveryException why) {
        return !(why.getCause() instanceof ErrorResponseException answer)
                ? why.getCause() == null
                : !answer.isServerError() && answer.getErrorCode() >= 1000;
    }

    static boolean is(DeliveryException why, ErrorResponse error) {
        return why.getCause() instanceof ErrorResponseException answer && answer.getErrorResponse() == error;
    }

    private static DeliveryException of(ErrorResponseException answer, String place) {
        ErrorResponse error = answer.getErrorResponse();
        if (error == ErrorResponse.UNKNOWN_MESSAGE) {
            return DeliveryException.permanent("the message is not in " + place + " any more: somebody deleted it");
        }
        return NEVER.contains(error)
                ? DeliveryException.permanent(
                        "Discord can never take this: %s %s".formatted(answer.getMeaning(), answer.getSchemaErrors()))
                : DeliveryException.temporary(cure(answer, place), answer);
    }

    private static String cure(ErrorResponseException answer, String place) {
        return switch (answer.getErrorResponse()) {
            case UNKNOWN_CHANNEL ->
                place
                        + " is not there any more: set discord.home_channel (DISCORD_HOME_CHANNEL) or the job's deliver to another";
            case MISSING_ACCESS ->
                "the bot may not see " + place + ": let it in, or invite it again (midwatch doctor shows the link)";
            case MISSING_PERMISSIONS -> "the bot lacks a permission in " + place + ": midwatch doctor says which";
            case CANNOT_SEND_TO_USER, NO_MUTUAL_GUILDS ->
                place + " cannot be written to: that person must be on the server and allow direct messages from it";
            case ILLEGAL_OPERATION_ARCHIVED_THREAD, THREAD_LOCKED -> place + " is locked: unlock the thread";
            case MESSAGE_BLOCKED_BY_AUTOMOD, MESSAGE_BLOCKED_BY_HARMFUL_LINK_FILTER ->
                "AutoMod of the server blocks a message to " + place + ": make an exception for the bot's role";
            default -> other(answer);
        };
    }

    private static String other(ErrorResponseException answer) {
        if (answer.getResponse().code == 401) {
            return Trouble.INVALID_TOKEN.text();
        }
        return answer.getResponse().isError() && answer.getResponse().getException() != null
                ? "Discord cannot be reached: " + answer.getResponse().getException()
                : "Discord answered %d%s".formatted(answer.getResponse().code, meaning(answer));
    }

    /** Of pages of HTML, which come from who stands before Discord, JDA makes nothing. */
    private static String meaning(ErrorResponseException answer) {
        return answer.getErrorCode() < 1_000 ? "" : ": " + answer.getMeaning();
    }
}
