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
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.channel.attribute.IThreadContainer;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.exceptions.InsufficientPermissionException;
import net.dv8tion.jda.api.requests.restaction.MessageCreateAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings messages to one place on Discord. */
final class Mail {
    private static final Logger LOG = LoggerFactory.getLogger(Mail.class);
    private static final int LONGEST_NAME = ThreadChannel.MAX_NAME_LENGTH;

    private final JDA jda;
    private final MessageChannel place;
    private final String name;

    Mail(JDA jda, MessageChannel place) {
        this.jda = jda;
        this.place = place;
        this.name = "#" + place.getName();
    }

    /** @param sent what of it is on Discord already */
    Receipt send(OutboundMessage message, Sent sent) throws DeliveryException {
        List<Page> pages = Pages.of(message);
        List<String> ids = new ArrayList<>();
        for (int index = 0; index < pages.size(); index++) {
            Page page = pages.get(index);
            Optional<String> there = sent.find(page);
            ids.add(there.isPresent() ? there.get() : post(message, page, index));
        }
        Optional<String> thread = message.topic().flatMap(topic -> open(topic, ids.get(ids.size() - 1)));
        return new Receipt(receipt(ids), thread.map(id -> "discord:" + id));
    }

    /** Changes what the messages say; adds or takes away where there are more pages now, or fewer. */
    Receipt revise(Receipt receipt, OutboundMessage revision, Sent sent) throws DeliveryException {
        List<String> before = ids(receipt);
        List<Page> pages = Pages.of(revision);
        List<String> ids = new ArrayList<>();
        for (int index = 0; index < pages.size(); index++) {
            Page page = pages.get(index);
            if (index < before.size()) {
                Calls.get(checked(() -> place.editMessageById(before.get(ids.size()), page.toEdit())), name);
                ids.add(before.get(index));
            } else {
                Optional<String> there = sent.find(page);
                ids.add(there.isPresent() ? there.get() : post(revision, page, index));
            }
        }
        for (String left : before.subList(Math.min(pages.size(), before.size()), before.size())) {
            Calls.get(place.deleteMessageById(left), name);
        }
        return new Receipt(receipt(ids), receipt.place());
    }

    private String post(OutboundMessage message, Page page, int index) throws DeliveryException {
        MessageCreateAction action = checked(() -> place.sendMessage(page.toCreate()));
        action.setNonce(nonce(message.id(), index));
        if (index == 0) {
            message.replyTo().map(earlier -> ids(new Receipt(earlier)).get(0)).ifPresent(action::setMessageReference);
        }
        return Calls.get(action, name).getId();
    }

    /** A thread below the message; a message without one is delivered all the same. */
    private Optional<String> open(String topic, String message) {
        if (!(place instanceof IThreadContainer channel)) {
            return Optional.empty();
        }
        try {
            String title = CardEmbed.shortened(topic, LONGEST_NAME);
            return Optional.of(Calls.get(checked(() -> channel.createThreadChannel(title, message)), name)
                    .getId());
        } catch (DeliveryException e) {
            if (jda.getThreadChannelById(message) != null) {
                return Optional.of(message);
            }
            LOG.warn("no thread below message {} in {}: {}", message, name, e.getMessage());
            return Optional.empty();
        }
    }

    /** JDA looks for some permissions itself, before it asks. */
    private <T> T checked(Supplier<T> action) throws DeliveryException {
        try {
            return action.get();
        } catch (InsufficientPermissionException missing) {
            throw Refusals.of(missing, name);
        }
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
