package dev.midwatch.testkit.discord;

import static dev.midwatch.testkit.discord.JdaBot.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class InteractionTest {
    private final LoopbackDiscord discord = LoopbackDiscord.start();
    private final Place alerts = discord.channel("alerts");
    private final Person roger = discord.person("roger");
    private JdaBot bot;

    @BeforeEach
    void login() {
        bot = JdaBot.login(discord);
        bot.jda()
                .updateCommands()
                .addCommands(
                        Commands.slash("findings", "What is open")
                                .addOption(OptionType.STRING, "namespace", "Only there", false, true)
                                .addOption(OptionType.INTEGER, "limit", "How many", false),
                        Commands.slash("stop", "Stop what is running"))
                .complete();
    }

    @AfterEach
    void stop() {
        bot.close();
        discord.close();
        assertThat(discord.unknownRequests()).isEmpty();
    }

    @Test
    void whatIsRegisteredIsSeenAndCounted() {
        assertThat(discord.commands()).extracting(RegisteredCommand::name).containsExactly("findings", "stop");
        assertThat(discord.commands().get(0).options())
                .extracting(RegisteredCommand::completes)
                .containsExactly(true, false);
        assertThat(discord.registrations()).isEqualTo(1);
        assertThat(bot.jda().retrieveCommands().complete()).hasSize(2);
    }

    @Test
    void aCommandIsDeferredAndAnsweredLater() {
        Interaction asked = roger.commands("findings", Map.of("namespace", "shop", "limit", 3), alerts);
        SlashCommandInteractionEvent heard = bot.await(SlashCommandInteractionEvent.class);
        assertThat(heard.getOption("namespace").getAsString()).isEqualTo("shop");
        assertThat(heard.getOption("limit").getAsInt()).isEqualTo(3);
        assertThat(heard.getMember().getUser().getName()).isEqualTo("roger");

        heard.deferReply().complete();
        assertThat(asked.deferred()).isTrue();
        assertThat(asked.answer()).isEmpty();
        assertThat(asked.acknowledgedAfter().orElseThrow()).isBetween(Duration.ZERO, LIMIT);
        assertThat(alerts.messages()).isEmpty();

        heard.getHook().editOriginal("working").complete();
        heard.getHook().editOriginal("nothing is open").complete();
        heard.getHook().sendMessage("and that is all").complete();

        assertThat(asked.awaitAnswer(LIMIT).content()).isEqualTo("nothing is open");
        assertThat(asked.followUps()).extracting(Message::content).containsExactly("and that is all");
        assertThat(alerts.messages())
                .extracting(Message::content)
                .containsExactly("nothing is open", "and that is all");
    }

    @Test
    void anEphemeralAnswerIsSeenByOnePersonOnly() {
        Interaction asked = roger.commands("stop", Map.of(), alerts);
        bot.await(SlashCommandInteractionEvent.class)
                .reply("nothing runs")
                .setEphemeral(true)
                .addComponents(ActionRow.of(net.dv8tion.jda.api.components.buttons.Button.primary("more", "More")))
                .complete();

        assertThat(asked.ephemeral()).isTrue();
        assertThat(asked.awaitAnswer(LIMIT).content()).isEqualTo("nothing runs");
        assertThat(alerts.messages()).isEmpty();
        assertThatThrownBy(() -> discord.person("anna").clicks(asked.answer().orElseThrow(), "more"))
                .isInstanceOf(IllegalArgumentException.class);

        Interaction click = roger.clicks(asked.answer().orElseThrow(), "more");
        bot.await(ButtonInteractionEvent.class).editMessage("really nothing").complete();
        assertThat(click.awaitAnswer(LIMIT).content()).isEqualTo("really nothing");
    }

    @Test
    void suggestionsComeWhileAPersonTypes() {
        Interaction typing = roger.types("findings", Map.of("limit", 3), "namespace", "sh", alerts);
        CommandAutoCompleteInteractionEvent heard = bot.await(CommandAutoCompleteInteractionEvent.class);
        assertThat(heard.getFocusedOption().getValue()).isEqualTo("sh");

        heard.replyChoiceStrings("shop", "shipping").complete();

        assertThat(typing.awaitChoices(LIMIT))
                .containsExactly(
                        new Interaction.Choice("shop", "shop"), new Interaction.Choice("shipping", "shipping"));
    }

    @Test
    void aClickCanBeDeferredAndTheCardChangedLater() {
        bot.channel(alerts)
                .sendMessage("Restart?")
                .setComponents(ActionRow.of(net.dv8tion.jda.api.components.buttons.Button.success("yes", "Yes")))
                .complete();
        Message card = alerts.messages().get(0);

        Interaction click = roger.clicks(card, "yes");
        ButtonInteractionEvent heard = bot.await(ButtonInteractionEvent.class);
        heard.deferEdit().complete();
        assertThat(click.answer()).isEmpty();
        heard.getHook().editOriginal("Restarted").setComponents(List.of()).complete();

        assertThat(click.awaitAnswer(LIMIT).content()).isEqualTo("Restarted");
        assertThatThrownBy(() -> roger.clicks(card, "yes")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFormIsShownAndComesBackFilledIn() {
        Interaction asked = roger.commands("stop", Map.of(), alerts);
        bot.await(SlashCommandInteractionEvent.class)
                .replyModal(net.dv8tion.jda.api.modals.Modal.create("why", "Why?")
                        .addComponents(net.dv8tion.jda.api.components.label.Label.of(
                                "Reason",
                                TextInput.create("reason", TextInputStyle.SHORT).build()))
                        .build())
                .complete();
        assertThat(asked.awaitModal(LIMIT)).isEqualTo(new Modal("why", "Why?", List.of("reason")));

        Interaction sent = roger.submits(asked, Map.of("reason", "too loud"));
        ModalInteractionEvent heard = bot.await(ModalInteractionEvent.class);
        heard.reply("stopped: " + heard.getValue("reason").getAsString()).complete();

        assertThat(sent.awaitAnswer(LIMIT).content()).isEqualTo("stopped: too loud");
    }

    @Test
    void anInteractionDiesWhenItIsNotAcknowledgedInTime() {
        discord.interactionTimes(Duration.ZERO, Duration.ofMinutes(15));
        roger.commands("stop", Map.of(), alerts);
        SlashCommandInteractionEvent heard = bot.await(SlashCommandInteractionEvent.class);

        assertThat(codeOf(() -> heard.reply("late").complete())).isEqualTo(10062);
    }

    @Test
    void anInteractionsTokenEnds() {
        discord.interactionTimes(Duration.ofSeconds(3), Duration.ZERO);
        roger.commands("stop", Map.of(), alerts);
        SlashCommandInteractionEvent heard = bot.await(SlashCommandInteractionEvent.class);
        heard.deferReply().complete();

        assertThat(codeOf(() -> heard.getHook().editOriginal("late").complete()))
                .isEqualTo(50027);
    }

    @Test
    void aCommandWorksInADirectChannel() {
        Interaction asked = roger.commands("findings", Map.of(), roger.direct());
        SlashCommandInteractionEvent heard = bot.await(SlashCommandInteractionEvent.class);
        assertThat(heard.isFromGuild()).isFalse();

        heard.reply("nothing is open").complete();

        assertThat(asked.awaitAnswer(LIMIT).place()).isEqualTo(roger.direct());
    }

    @Test
    void whatIsNotRegisteredCannotBeUsed() {
        assertThatThrownBy(() -> roger.commands("destroy", Map.of(), alerts))
                .hasMessage("the bot registered no command destroy");
        assertThatThrownBy(() -> roger.commands("findings", Map.of("colour", "red"), alerts))
                .hasMessage("findings has no option colour");
        assertThatThrownBy(() -> roger.commands("findings", Map.of("limit", "three"), alerts))
                .hasMessage("limit does not take three");
    }

    private static int codeOf(Runnable call) {
        try {
            call.run();
        } catch (ErrorResponseException refused) {
            return refused.getErrorCode();
        }
        throw new AssertionError("it was not refused");
    }
}
