package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.output.FinishReason;
import dev.midwatch.testkit.model.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerRepairTest {
    private final ModelFixture fixture = new ModelFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"command\":\"x\",}|{\"command\":\"x\"}",
                "{\"command\":\"x\"|{\"command\":\"x\"}",
                "{'command':'x'}|{\"command\":\"x\"}",
                "\"{\\\"command\\\":\\\"x\\\"}\"|{\"command\":\"x\"}",
                "{\"command\": \"x\"}|{\"command\": \"x\"}",
                "{\"command\":\"x|{\"command\":\"x",
                "get pods|get pods"
            })
    void repairsArgumentsWhereThatIsSafeAndPassesOnTheRest(String sent, String read) throws Exception {
        fixture.model.toolCall("kubectl", sent);

        assertThat(fixture.ask(ModelFixture.withTool(UserMessage.from("Look")))
                        .response()
                        .aiMessage()
                        .toolExecutionRequests())
                .singleElement()
                .satisfies(call -> assertThat(call.arguments()).isEqualTo(read));
    }

    @Test
    void keepsALineBreakInAnArgument() throws Exception {
        fixture.model.toolCall("kubectl", "{\"command\":\"one\ntwo\"}").then(Step.toolCall("kubectl", " "));

        assertThat(arguments()).isEqualTo("{\"command\":\"one\\ntwo\"}");
        assertThat(arguments()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({"STOP,STOP", "end_turn,STOP", "MAX_TOKENS,LENGTH", "tool_use,TOOL_EXECUTION", "SAFETY,CONTENT_FILTER"})
    void knowsOtherVendorsFinishReasons(String sent, FinishReason read) throws Exception {
        fixture.model.replyEnding("ok", sent);

        assertThat(fixture.ask(ModelFixture.hello()).response().finishReason()).isEqualTo(read);
    }

    private String arguments() throws InterruptedException {
        return fixture.ask(ModelFixture.withTool(UserMessage.from("Look")))
                .response()
                .aiMessage()
                .toolExecutionRequests()
                .get(0)
                .arguments();
    }
}
