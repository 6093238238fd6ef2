package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.Answer;
import dev.midwatch.api.channel.Command;
import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.Inbox;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.CommandInteractionPayload;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what people write, press and command, and hands it in. JDA calls on its one event thread, which must be free again at once: the
 * work is for others. What anybody may do is for the kernel to say.
 */
final class Ears extends ListenerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Ears.class);

    private static final String BROKEN = "I could not do this: something broke, and the log says what.";

    private final Inbox inbox;
    private final ExecutorService workers;
    private final Reading reading;
    private final CommandList commands;
    private final Acknowledgement acknowledgement;

    /** @param workers for clicks and commands; messages that have to be looked into wait elsewhere, so that nobody can hold these up */
    Ears(Inbox inbox, ExecutorService workers, Reading reading, Acknowledgement acknowledgement) {
        this.inbox = inbox;
        this.workers = workers;
        this.reading = reading;
        this.commands = new CommandList(inbox.commands());
        this.acknowledgement = acknowledgement;
    }

    @Override
    public void onReady(ReadyEvent event) {
        commands.register(event.getJDA());
    }

    @Override
    public void onMessageReceived(MessageReceivedEvent event) {
        Heard heard = Heard.of(event.getMessage());
        if (!heard.isForUs()) {
            return;
        }
        if (heard.isAtHand()) {
            inbox.message(heard.toMessage());
        } else {
            reading.read(event.getAuthor().getId(), () -> inbox.message(heard.toMessage()));
        }
    }

    @Override
    public void onButtonInteraction(ButtonInteractionEvent event) {
        event.deferReply(true).queue();
        work(
                () -> {
                    Decision decision = new Decision(
                            event.getComponentId(), "discord", People.of(event.getUser(), event.getMember()));
                    Replies.edit(event.getHook(), Pages.of(inbox.decide(decision)));
                },
                () -> Replies.edit(event.getHook(), Pages.of(BROKEN)));
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        boolean personal = commands.isPersonal(event.getName());
        Acknowledgement.Pending pending = acknowledgement.expect(event, personal);
        work(
                () -> pending.answer(inbox.command(call(event, event.getUser()))),
                () -> pending.answer(Answer.personal(BROKEN)));
    }

    @Override
    public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
        work(
                () -> event.replyChoiceStrings(inbox.complete(
                                call(event, event.getUser()),
                                event.getFocusedOption().getName()))
                        .queue(),
                () -> event.replyChoiceStrings().queue());
    }

    private static Command.Call call(CommandInteractionPayload payload, User user) {
        Map<String, String> options = new LinkedHashMap<>();
        for (OptionMapping option : payload.getOptions()) {
            options.put(option.getName(), option.getAsString());
        }
        return new Command.Call(
                payload.getName(),
                options,
                Places.target(payload.getMessageChannel()),
                People.of(user, payload.getMember()));
    }

    /** @param broken tells whoever waits that it broke */
    private void work(Runnable task, Runnable broken) {
        try {
            workers.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.warn("what somebody wanted on Discord broke", e);
                    broken.run();
                }
            });
        } catch (RejectedExecutionException closing) {
            LOG.info("heard while closing, and left");
        }
    }
}
