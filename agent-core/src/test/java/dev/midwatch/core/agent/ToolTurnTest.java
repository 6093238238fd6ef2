package dev.midwatch.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.tool.Tool;
import dev.midwatch.api.tool.ToolContext;
import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.api.tool.ToolSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tool calls of one turn, and what becomes of their answers. */
class ToolTurnTest {
    private final Fixture fixture = new Fixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void makesTheReadsOfATurnSideBySideAndAnswersThemInOrder() {
        CyclicBarrier together = new CyclicBarrier(3);
        fixture.tools = List.of(Fixture.tool("kubectl", command -> {
            meet(together);
            return ToolResult.of("ran " + command);
        }));
        fixture.model.toolCalls(
                List.of("kubectl", "kubectl", "kubectl"),
                List.of("{\"command\":\"get a\"}", "{\"command\":\"get b\"}", "{\"command\":\"get c\"}"));
        fixture.model.reply("Done.");

        Reply reply = fixture.run("Look.");

        assertThat(reply.text()).contains("Done.");
        assertThat(fixture.model.requests().get(1).contents("tool"))
                .satisfiesExactly(
                        a -> assertThat(a).contains("ran get a"),
                        b -> assertThat(b).contains("ran get b"),
                        c -> assertThat(c).contains("ran get c"));
    }

    @Test
    void makesAChangeAloneAndAfterTheReadsBeforeIt() {
        StringBuffer order = new StringBuffer();
        fixture.tools = List.of(Fixture.tool("kubectl", command -> {
            order.append(command).append(", ");
            return ToolResult.of("ran " + command);
        }));
        fixture.model.toolCalls(
                List.of("kubectl", "restart", "kubectl"),
                List.of("{\"command\":\"get a\"}", "{\"name\":\"web\"}", "{\"command\":\"get b\"}"));
        fixture.model.reply("Done.");
        try (AgentLoop loop = fixture.loop()) {
            loop.run(fixture.acting("Restart it.", () -> order.append("restarted, ")));
        }

        assertThat(order).hasToString("get a, restarted, get b, ");
    }

    @Test
    void readsOnInAnAnswerThatWasShortened() {
        String log = IntStream.range(0, 3_000)
                .mapToObj(line -> line == 1_700 ? "the needle" : "line " + Integer.toString(line, 36) + "x")
                .collect(Collectors.joining("\n"));
        fixture.tools = List.of(Fixture.tool("kubectl", command -> ToolResult.of(log)));
        fixture.model
                .toolCall("kubectl", "{\"command\":\"logs web\"}")
                .toolCall("more", "{\"of\":\"r1\",\"find\":\"NEEDLE\"}")
                .toolCall("more", "{\"of\":\"r1\",\"from\":2999}")
                .toolCall("more", "{\"of\":\"r9\"}")
                .reply("Found.");

        fixture.run("Look.");

        List<String> answers = fixture.model.requests().get(4).contents("tool");
        assertThat(answers.get(0)).contains("(shortened from 3000 lines; more {\"of\":\"r1\"} reads them)");
        assertThat(answers.get(1)).contains("lines 1 to 1 of 1\nthe needle");
        assertThat(answers.get(2)).contains("lines 2999 to 3000 of 3000\nline");
        assertThat(answers.get(3)).contains("there is no answer r9 any more");
    }

    @Test
    void putsWholeStepsAsideWhereEvenStubsAreTooMany() {
        fixture.settings = fixture.settings.contextLength(4_096);
        fixture.limits = LoopSettings.DEFAULT.maxTurns(90).maxToolCalls(90).tokensPerRun(0);
        fixture.tools = List.of(Fixture.tool("kubectl", command -> ToolResult.of(command + "\n" + "x ".repeat(900))));
        for (int turn = 0; turn < 80; turn++) {
            fixture.model.toolCall("kubectl", "{\"command\":\"get pods -n namespace-" + turn + "\"}");
        }
        fixture.model.reply("Done.");

        assertThat(fixture.run("Look.").text()).contains("Done.");
        String task = fixture.model.requests().get(80).contents("user").get(0);
        assertThat(task).contains("Look.", "Earlier calls of this run", "get pods -n namespace-0\"}");
    }

    @Test
    void answersACallOfAToolWhoseSchemaIsNone() {
        Tool broken = new Tool() {
            @Override
            public ToolSpec spec() {
                return ToolSpec.named("broken", "Of a plugin.")
                        .with("x", Map.of("type", "string", "minLength", "two"), false);
            }

            @Override
            public List<Permission> permissions() {
                return List.of();
            }

            @Override
            public ToolResult call(Json arguments, ToolContext context) {
                return ToolResult.of("never");
            }
        };
        fixture.tools = List.of(broken);
        fixture.model.toolCall("broken", "{\"x\":\"y\"}").reply("It is broken.");

        assertThat(fixture.run("Look.").text()).contains("It is broken.");
        assertThat(fixture.model.requests().get(1).contents("tool").get(0)).contains("the tool broken broke");
    }

    @Test
    void keepsCharactersWholeWhereItPutsAStepAside() {
        fixture.settings = fixture.settings.contextLength(4_096);
        fixture.limits = LoopSettings.DEFAULT.maxTurns(90).maxToolCalls(90).tokensPerRun(0);
        fixture.tools = List.of(Fixture.tool("kubectl", command -> ToolResult.of(command + "\n" + "x ".repeat(900))));
        String word = "y".repeat(99 - "kubectl {\"command\":\"10".length()) + "\ud83d\ude00".repeat(20);
        for (int turn = 10; turn < 50; turn++) {
            fixture.model.toolCall("kubectl", "{\"command\":\"" + turn + word + "\"}");
        }
        fixture.model.reply("Done.");

        assertThat(fixture.run("Look.").text()).contains("Done.");
        assertThat(fixture.model.requests().get(40).contents("user").get(0))
                .contains("Earlier calls of this run", "y…")
                .doesNotContain("y?…");
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("the calls were not made side by side", alone);
        }
    }
}
