package dev.midwatch.channels.discord;

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

    private final Inbox inbox;
    private final ExecutorService workers;
    private final CommandList commands;
    private final Acknowledgement acknowledgement;

    Ears(Inbox inbox, ExecutorService workers, Acknowledgement acknowledgement) {
        this.inbox = inbox;
        this.workers = workers;
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
            work(() -> inbox.message(heard.toMessage()));
        }
    }

    @Override
    public void onButtonInteraction(ButtonInteractionEvent event) {
        event.deferReply(true).queue();
        work(() -> {
            Decision decision =
                    new Decision(event.getComponentId(), "discord", People.of(event.getUser(), event.getMember()));
            Replies.edit(event.getHook(), Pages.of(inbox.decide(decision)));
        });
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        boolean personal = commands.isPersonal(event.getName());
        Acknowledgement.Pending pending = acknowledgement.expect(event, personal);
        work(() -> pending.answer(inbox.command(call(event, event.getUser()))));
    }

    @Override
    public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
        work(() -> event.replyChoiceStrings(inbox.complete(
                        call(event, event.getUser()), event.getFocusedOption().getName()))
                .queue());
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

    private void work(Runnable task) {
        try {
            workers.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.warn("what somebody said on Discord could not be dealt with", e);
                }
            });
        } catch (RejectedExecutionException closing) {
            LOG.info("heard while closing, and left");
        }
    }
}
