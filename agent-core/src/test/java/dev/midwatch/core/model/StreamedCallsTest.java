package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.UserMessage;
import dev.midwatch.testkit.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tool calls in pieces, as different servers cut them. */
final class StreamedCallsTest {
    private static final String END = "{\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}";

    private final ModelFixture fixture = new ModelFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void putsPiecesTogetherByIndex() throws Exception {
        assertThat(calls(
                        "{'index':0,'id':'a','function':{'name':'kube','arguments':''}}",
                        "{'index':1,'id':'b','function':{'name':'logs','arguments':'{'}}",
                        "{'index':0,'function':{'name':'ctl'}}",
                        "{'index':0,'function':{'arguments':'{\\\"command\\\":'}}",
                        "{'index':1,'function':{'arguments':'}'}}",
                        "{'index':0,'function':{'arguments':'\\\"get pods\\\"}'}}"))
                .containsExactly("a kubectl {\"command\":\"get pods\"}", "b logs {}");
    }

    @Test
    void keepsCallsApartThatAllHaveTheIndexZero() throws Exception {
        assertThat(calls(
                        "{'index':0,'id':'a','function':{'name':'kubectl','arguments':'{\\\"command\\\":\\\"x\\\"}'}}",
                        "{'index':0,'id':'b','function':{'name':'kubectl','arguments':'{\\\"command\\\":\\\"y\\\"}'}}"))
                .containsExactly("a kubectl {\"command\":\"x\"}", "b kubectl {\"command\":\"y\"}");
    }

    @Test
    void readsCallsWithoutIndexAndId() throws Exception {
        assertThat(calls(
                        "{'function':{'name':'kubectl','arguments':'{\\\"command\\\":'}}",
                        "{'function':{'arguments':'\\\"x\\\"}'}}",
                        "{'id':null,'function':{'name':'nodes','arguments':null}}",
                        "{'function':{'name':'logs','arguments':{'pod':'p'}}}"))
                .containsExactly(
                        "call_1 kubectl {\"command\":\"x\"}", "call_2 nodes {}", "call_3 logs {\"pod\":\"p\"}");
    }

    @Test
    void takesNoRepeatedNameForAnotherCall() throws Exception {
        assertThat(calls(
                        "{'index':0,'id':'a','function':{'name':'kubectl','arguments':'{\\\"command\\\"'}}",
                        "{'index':0,'id':'a','function':{'name':'kubectl','arguments':':\\\"x\\\"'}}",
                        "{'index':0,'id':'a','function':{'name':'kubectl','arguments':'}'}}"))
                .containsExactly("a kubectl {\"command\":\"x\"}");
    }

    @Test
    void passesArgumentsOfFortyKilobytes() throws Exception {
        fixture.model.then(Step.toolCallOfLength("kubectl", 40_000));

        assertThat(requests())
                .singleElement()
                .satisfies(call -> assertThat(call.arguments()).hasSize(40_014));
    }

    @Test
    void readsObjectsAndNullsWhereTextBelongs() throws Exception {
        fixture.model.toolCallWithObject("kubectl", "{\"command\":\"x\"}").toolCallWithNulls("kubectl");

        assertThat(requests()).extracting(ToolExecutionRequest::arguments).containsExactly("{\"command\":\"x\"}");
        assertThat(requests())
                .extracting(call -> call.id() + " " + call.arguments())
                .containsExactly("call_1 {}");
    }

    @Test
    void leavesArgumentsOpenThatTheModelHadNoRoomToFinish() throws Exception {
        String cut =
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"kubectl\","
                        + "\"arguments\":\"{\\\"command\\\":\\\"x\\\"\"}}]},\"finish_reason\":\"%s\"}]}";
        fixture.model.then(Step.stream(cut.formatted("length"))).then(Step.stream(cut.formatted("tool_calls")));

        assertThat(requests()).extracting(ToolExecutionRequest::arguments).containsExactly("{\"command\":\"x\"");
        assertThat(requests()).extracting(ToolExecutionRequest::arguments).containsExactly("{\"command\":\"x\"}");
    }

    private List<String> calls(String... pieces) throws InterruptedException {
        List<String> payloads = new ArrayList<>(Stream.of(pieces)
                .map(piece -> "{\"choices\":[{\"delta\":{\"tool_calls\":[" + piece.replace('\'', '"') + "]}}]}")
                .toList());
        payloads.add(END);
        fixture.model.then(Step.stream(payloads.toArray(String[]::new)));
        return requests().stream()
                .map(call -> call.id() + " " + call.name() + " " + call.arguments())
                .toList();
    }

    private List<ToolExecutionRequest> requests() throws InterruptedException {
        return fixture.ask(ModelFixture.withTool(UserMessage.from("Look")))
                .response()
                .aiMessage()
                .toolExecutionRequests();
    }
}
