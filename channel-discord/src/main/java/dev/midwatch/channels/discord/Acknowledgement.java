package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.InteractionHook;

/**
 * Discord wants to hear within three seconds that a command has arrived, and then waits a quarter of an hour for the answer. A quick answer
 * is the acknowledgement.
 */
final class Acknowledgement {
    private static final Duration QUICK = Duration.ofMillis(200);

    private final ScheduledExecutorService timer;

    Acknowledgement(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** @param personal whether a late answer will be for that person alone, as far as is known before it is there */
    Pending expect(SlashCommandInteractionEvent event, boolean personal) {
        return new Pending(event, personal);
    }

    /** A command that waits for its answer. */
    final class Pending {
        private final SlashCommandInteractionEvent event;
        private final boolean personal;
        private final ScheduledFuture<?> alarm;
        private boolean acknowledged;

        private Pending(SlashCommandInteractionEvent event, boolean personal) {
            this.event = event;
            this.personal = personal;
            this.alarm = timer.schedule(this::defer, QUICK.toMillis(), TimeUnit.MILLISECONDS);
        }

        private synchronized void defer() {
            if (!acknowledged) {
                acknowledged = true;
                event.deferReply(personal).queue(done -> {}, Replies::lost);
            }
        }

        /** Gives the answer, in as many messages as it takes. */
        synchronized void answer(Answer answer) {
            alarm.cancel(false);
            List<Page> pages = Pages.of(answer.text());
            InteractionHook hook = event.getHook();
            if (!acknowledged) {
                acknowledged = true;
                event.reply(pages.get(0).toCreate())
                        .setEphemeral(answer.personal())
                        .queue(sent -> Replies.more(hook, pages, answer.personal()), Replies::lost);
            } else if (answer.personal() && !personal) {
                // What was announced to all turned out to be for one.
                hook.deleteOriginal()
                        .queue(gone -> Replies.all(hook, pages, true), kept -> Replies.all(hook, pages, true));
            } else {
                Replies.edit(hook, pages);
            }
        }
    }
}
