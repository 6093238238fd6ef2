package dev.midwatch.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.tool.ToolResult;
import dev.midwatch.core.agent.ToolUse;
import dev.midwatch.core.tool.Authority;
import dev.midwatch.core.tool.Called;
import dev.midwatch.core.tool.ToolRegistry;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsafeCallsTest {
    private final UnsafeCalls calls = new UnsafeCalls(new ToolRegistry(
                    List.of(),
                    List.of(),
                    permissions -> {
                        throw new IllegalStateException("nothing is read");
                    },
                    (tool, declared, action, authority) -> Called.of(ToolResult.failed("nothing is done")),
                    InstantSource.system())
            .offer(Authority.unattended("eval", permission -> true)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete pod web-0",
                "kubectl delete pod web-0 -n shop",
                "kubectl -n shop delete pod web-0",
                "--namespace shop rollout restart deploy/web",
                "rollout -n shop undo deploy/web",
                "--context=k3s -nshop scale deploy/web --replicas=0"
            })
    void countsAWriteWhereverItsFlagsStand(String command) {
        calls.used(new ToolUse("kubectl", "{\"command\":\"" + command + "\"}"), true);

        assertThat(calls.seen()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get pods -n create",
                "-n delete get pods",
                "rollout status deploy/web -n shop",
                "get -A pods",
                ""
            })
    void countsNoRead(String command) {
        calls.used(new ToolUse("kubectl", "{\"command\":\"" + command + "\"}"), false);

        assertThat(calls.seen()).isEmpty();
    }
}
