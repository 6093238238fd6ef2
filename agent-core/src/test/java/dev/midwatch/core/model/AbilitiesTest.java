package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.midwatch.core.config.ModelConfig.ToolCalls;
import dev.midwatch.core.model.Abilities.Ability;
import dev.midwatch.core.model.ModelException.Kind;
import dev.midwatch.testkit.model.RecordedRequest;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AbilitiesTest {
    private final ModelFixture fixture = new ModelFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void asksWithoutAStreamOnceThatWasRefused() throws Exception {
        fixture.model.refusingStreams().reply("one").reply("two");

        try (ModelClient client = fixture.client()) {
            fixture.ask(client, ModelFixture.hello());
            fixture.ask(client, ModelFixture.hello());
        }

        assertThat(fixture.model.requests())
                .extracting(RecordedRequest::streaming)
                .containsExactly(true, false, false);
        assertThat(fixture.pauses).isEmpty();
    }

    @Test
    void stillStreamsWhereOnlyTheCountIsRefused() throws Exception {
        fixture.model
                .status(400, "Unrecognized request argument supplied: stream_options")
                .reply("ok");

        fixture.ask(ModelFixture.hello());

        assertThat(fixture.model.requests().get(1).streaming()).isTrue();
        assertThat(fixture.model.requests().get(1).text()).doesNotContain("stream_options");
    }

    @Test
    void turnsToTextOnceToolsWereRefused() throws Exception {
        fixture.model
                .refusingTools()
                .reply("```tool_call\n{\"name\": \"kubectl\", \"arguments\": {\"command\": \"get nodes\"}}\n```")
                .reply("All well.");

        try (ModelClient client = fixture.client()) {
            AiMessage said = fixture.ask(client, question()).response().aiMessage();
            assertThat(said.toolExecutionRequests()).singleElement().satisfies(call -> {
                assertThat(call.name()).isEqualTo("kubectl");
                assertThat(call.arguments()).isEqualTo("{\"command\":\"get nodes\"}");
            });
            fixture.ask(client, question());
        }

        assertThat(fixture.model.requests()).hasSize(3);
        assertThat(fixture.model.requests().get(2).tools()).isEmpty();
        assertThat(fixture.heard).containsExactly("All ", "well.");
    }

    @Test
    void staysWithNativeToolsWhereThatIsConfigured() {
        fixture.settings = fixture.settings.toolCalls(ToolCalls.NATIVE);
        fixture.model.refusingTools();

        assertThat(fixture.failure(question()).kind()).isEqualTo(Kind.REFUSED);
        assertThat(fixture.model.requests()).hasSize(1);
    }

    @Test
    void sendsNoToolsWhereTextIsConfigured() throws Exception {
        fixture.settings = fixture.settings.toolCalls(ToolCalls.TEXT);
        fixture.model.reply("ok");

        fixture.ask(question());

        assertThat(fixture.model.requests().get(0).tools()).isEmpty();
        assertThat(fixture.model.requests().get(0).contents("system").get(0))
                .startsWith("You are Midwatch.")
                .contains("- kubectl(command: string, limit?: integer): Runs a read-only command");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.ollama.ai/library/gemma3:4b does not support tools",
                "\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set",
                "tools param requires --jinja flag",
                "No endpoints found that support tool use",
                "UnsupportedParamsError: openai does not support parameters: ['tools'], for model=x",
                "Unrecognized request argument supplied: tools",
                "Function calling is not enabled for this model"
            })
    void knowsHowServersSayThatThereAreNoTools(String said) {
        Abilities abilities = new Abilities(true, ToolCalls.AUTO);

        assertThat(abilities.learn(ModelException.of(400, said, null), EnumSet.allOf(Ability.class), true))
                .isTrue();
        assertThat(abilities.now()).containsExactlyInAnyOrder(Ability.STREAM, Ability.USAGE_IN_STREAM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "messages with role 'tool' must be a response to a preceding message with 'tool_calls'",
                "Invalid schema for function 'kubectl': 'command' is not of type object",
                "This model's maximum context length is 8192 tokens",
                "upstream connect error"
            })
    void givesNothingUpForOtherComplaints(String said) {
        Abilities abilities = new Abilities(true, ToolCalls.AUTO);

        assertThat(abilities.learn(ModelException.of(400, said, null), EnumSet.allOf(Ability.class), true))
                .isFalse();
    }

    private static dev.langchain4j.model.chat.request.ChatRequest question() {
        return ModelFixture.withTool(SystemMessage.from("You are Midwatch."), UserMessage.from("How are the nodes?"));
    }
}
