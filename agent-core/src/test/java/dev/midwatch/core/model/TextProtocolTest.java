package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import dev.midwatch.core.config.ModelConfig.ToolCalls;
import org.junit.jupiter.api.Test;

final class TextProtocolTest {
    private static final ToolExecutionRequest CALL = ToolExecutionRequest.builder()
            .id("call_1")
            .name("kubectl")
            .arguments("{\"command\":\"get pods\"}")
            .build();

    @Test
    void writesCallsAndResultsInTurnsThatAlternate() throws Exception {
        try (ModelFixture fixture = new ModelFixture()) {
            fixture.settings = fixture.settings.toolCalls(ToolCalls.TEXT);
            fixture.model.reply("All well.");

            fixture.ask(ModelFixture.withTool(
                    SystemMessage.from("You are Midwatch."),
                    UserMessage.from("Look"),
                    AiMessage.from("I look.", java.util.List.of(CALL, CALL)),
                    ToolExecutionResultMessage.from("call_1", "kubectl", "web-1 Running"),
                    ToolExecutionResultMessage.from("call_1", "kubectl", "web-2 Running"),
                    UserMessage.from("And quickly")));

            var sent = fixture.model.requests().get(0);
            assertThat(sent.contents("assistant").get(0)).isEqualTo("""
                    I look.
                    ```tool_call
                    {"name":"kubectl","arguments":{"command":"get pods"}}
                    ```
                    ```tool_call
                    {"name":"kubectl","arguments":{"command":"get pods"}}
                    ```""");
            assertThat(sent.contents("user")).containsExactly("Look", """
                    Result of kubectl:
                    web-1 Running

                    Result of kubectl:
                    web-2 Running

                    And quickly""");
            assertThat(sent.contents("tool")).isEmpty();
            assertThat(sent.contents("system")).hasSize(1);
        }
    }

    @Test
    void takesNoCallOutOfAnAnswerThatWasCutAtTheOutputLimit() throws Exception {
        try (ModelFixture fixture = new ModelFixture()) {
            fixture.settings = fixture.settings.toolCalls(ToolCalls.TEXT);
            String cut = "```tool_call\n{\"name\":\"kubectl\",\"arguments\":{\"command\":\"get pods\",\"limit\":1";
            fixture.model.replyEnding(cut, "length").replyEnding(cut, "stop");
            ChatRequest request = ModelFixture.withTool(UserMessage.from("Look"));

            var response = fixture.ask(request).response();

            assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
            assertThat(response.aiMessage().toolExecutionRequests()).isEmpty();
            assertThat(fixture.ask(request).response().aiMessage().toolExecutionRequests())
                    .as("the model had done with it")
                    .hasSize(1);
        }
    }

    @Test
    void readsBackTheCallsThatItWrites() {
        ChatRequest request = ModelFixture.withTool(UserMessage.from("Look"), AiMessage.from(CALL));
        String text = ((AiMessage) TextProtocol.written(request).messages().get(2)).text();

        assertThat(WrittenCalls.in(AiMessage.from(text), request, true).toolExecutionRequests())
                .extracting(ToolExecutionRequest::arguments)
                .containsExactly(CALL.arguments());
    }

    @Test
    void startsWithTheSameTextHoweverLongTheConversation() {
        SystemMessage system = SystemMessage.from("You are Midwatch.");
        ChatRequest early = ModelFixture.withTool(system, UserMessage.from("Look"));
        ChatRequest late = ModelFixture.withTool(system, UserMessage.from("Look"), AiMessage.from(CALL));

        assertThat(TextProtocol.written(late).messages().subList(0, 2))
                .isEqualTo(TextProtocol.written(early).messages());
    }

    @Test
    void leavesARequestWithoutToolsAlone() {
        ChatRequest request = ModelFixture.hello();

        assertThat(TextProtocol.written(request)).isSameAs(request);
    }
}
