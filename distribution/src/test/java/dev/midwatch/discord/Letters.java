package dev.midwatch.discord;

import dev.midwatch.api.channel.Card;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.testkit.discord.Message;
import dev.midwatch.testkit.discord.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Many messages to several places, each of which can be told from all others: plain ones, long ones that become two of Discord's, cards,
 * and some that want a thread.
 *
 * @param places how many channels they go to
 * @param each   how many go to each
 */
record Letters(int places, int each) {
    private static final Pattern MARK = Pattern.compile("m(\\d+)-p(\\d+)");

    static String channel(int place) {
        return "lane-" + place;
    }

    Stream<OutboundMessage> all() {
        return Stream.iterate(0, number -> number < each, number -> number + 1)
                .flatMap(number -> Stream.iterate(0, place -> place < places, place -> place + 1)
                        .map(place -> letter(place, number)));
    }

    private static OutboundMessage letter(int place, int number) {
        String mark = "m%d-p".formatted(number);
        OutboundMessage plain = OutboundMessage.of(
                "letter-%d-%d".formatted(place, number), "discord:#" + channel(place), mark + "1 of " + channel(place));
        if (number % 50 == 7) {
            String line = "a line of a long report\n";
            return plain.text(mark + "1\n" + line.repeat(130) + mark + "2");
        }
        if (number % 10 == 3) {
            Card card = new Card(
                    "finding:" + number,
                    Card.Tone.WARNING,
                    mark + "1",
                    List.of(new Card.Field("Owner", "Deployment shop/web", Card.Shape.SHORT)));
            OutboundMessage told = plain.layout(new OutboundMessage.Layout("", List.of(card)));
            return number % 100 == 3 ? told.topic(Optional.of("thread of " + mark + "1")) : told;
        }
        return plain;
    }

    /** The marks of these that stand in a place, in the order in which they stand there; a mark stands once in each page. */
    static List<String> marks(Place place) {
        List<String> marks = new ArrayList<>();
        for (Message message : place.messages()) {
            Matcher mark = MARK.matcher(message.text());
            if (mark.find()) {
                marks.add(mark.group());
            }
        }
        return marks;
    }

    /** The same as they should stand in each place. */
    List<String> expected() {
        List<String> marks = new ArrayList<>();
        for (int number = 0; number < each; number++) {
            marks.add("m" + number + "-p1");
            if (number % 50 == 7) {
                marks.add("m" + number + "-p2");
            }
        }
        return marks;
    }
}
