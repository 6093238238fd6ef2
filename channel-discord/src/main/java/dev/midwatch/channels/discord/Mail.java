package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.restaction.MessageCreateAction;

/** Brings messages to one place on Discord. */
final class Mail {
    private final MessageChannel place;
    private final String name;

    Mail(MessageChannel place) {
        this.place = place;
        this.name = Places.name(place);
    }

    /** @param sent what of it is on Discord already */
    Receipt send(OutboundMessage message, Sent sent) throws DeliveryException {
        List<Page> pages = Pages.of(message);
        Rights.require(place, pages);
        List<String> ids = new ArrayList<>();
        for (Page page : pages) {
            ids.add(put(message, page, ids.size(), sent));
        }
        Optional<String> thread = message.topic().isEmpty()
                ? Optional.empty()
                : Threads.open(place, ids.get(ids.size() - 1), message.topic().get());
        return new Receipt(receipt(ids), thread.map(id -> "discord:" + id));
    }

    /** Changes what the messages say; adds or takes away where there are more pages now, or fewer. */
    Receipt revise(Receipt receipt, OutboundMessage revision, Sent sent) throws DeliveryException {
        List<Page> pages = Pages.of(revision);
        Rights.require(place, pages);
        if (place instanceof ThreadChannel thread) {
            Threads.wake(thread);
        }
        List<String> before = ids(receipt);
        List<String> ids = new ArrayList<>();
        for (Page page : pages) {
            if (ids.size() < before.size()) {
                String old = before.get(ids.size());
                Calls.get(() -> place.editMessageById(old, page.toEdit()), name);
                ids.add(old);
            } else {
                ids.add(put(revision, page, ids.size(), sent));
            }
        }
        for (String left : before.subList(Math.min(ids.size(), before.size()), before.size())) {
            delete(left);
        }
        return new Receipt(receipt(ids), receipt.place());
    }

    private String put(OutboundMessage message, Page page, int index, Sent sent) throws DeliveryException {
        Optional<String> there = sent.find(page);
        return there.isPresent()
                ? there.get()
                : Calls.get(() -> creation(message, page, index), name).getId();
    }

    private MessageCreateAction creation(OutboundMessage message, Page page, int index) {
        MessageCreateAction action = place.sendMessage(page.toCreate()).setNonce(nonce(message.id(), index));
        if (index == 0 && Rights.has(place, Permission.MESSAGE_HISTORY)) {
            message.replyTo()
                    .map(Receipt::new)
                    .filter(earlier -> isAt(earlier, place))
                    // Somebody may have deleted it.
                    .ifPresent(earlier ->
                            action.setMessageReference(ids(earlier).get(0)).failOnInvalidReply(false));
        }
        return action;
    }

    /** Somebody else may have been quicker. */
    private void delete(String message) throws DeliveryException {
        Calls.get(
                () -> place.deleteMessageById(message).onErrorMap(ErrorResponse.UNKNOWN_MESSAGE::test, gone -> null),
                name);
    }

    private String receipt(List<String> ids) {
        return String.join(" ", ids.stream().map(id -> id(place, id)).toList());
    }

    /** What the kernel knows a message by. */
    static String id(MessageChannel place, String message) {
        return Places.id(place) + "/" + message;
    }

    /** Ids of the messages in a receipt. */
    static List<String> ids(Receipt receipt) {
        return List.of(receipt.id().split(" ")).stream()
                .map(one -> one.substring(one.indexOf('/') + 1))
                .toList();
    }

    static boolean isAt(Receipt receipt, MessageChannel place) {
        return receipt.id().startsWith(id(place, ""));
    }

    /** The same for every attempt to send that page: Discord makes no second message of it for some minutes. */
    private static String nonce(String message, int page) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(message.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 10) + "-" + page;
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
