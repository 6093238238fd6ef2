package dev.midwatch.dashboard.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.view.ProposalRow;
import dev.midwatch.dashboard.Stage;
import dev.midwatch.dashboard.TestGateway;
import dev.midwatch.dashboard.http.Wire;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol's own client against us. Policy lets a restart run by itself here, and still none may. */
class McpTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
    private static final int INVALID_PARAMS = -32_602;
    private static final String BOTH = "application/json, text/event-stream";

    private static Stage stage;
    private static TestGateway gateway;

    @BeforeAll
    static void start(@TempDir Path directory) {
        stage = Stage.demo(directory, "timezone: UTC\nactions: {mode: auto_safe}\n");
        gateway = new TestGateway(new Mcp(stage.view(), "1.2.3"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        stage.close();
    }

    @Test
    void initialisesAndListsWhatTheKeyIsOffered() {
        try (McpSyncClient viewer = client(TestGateway.VIEWER);
                McpSyncClient operator = client(TestGateway.OPERATOR);
                McpSyncClient approver = client(TestGateway.APPROVER)) {
            InitializeResult hello = viewer.initialize();
            assertThat(hello.serverInfo().name()).isEqualTo("midwatch");
            assertThat(hello.serverInfo().version()).isEqualTo("1.2.3");
            assertThat(hello.instructions()).contains("propose_");
            operator.initialize();
            approver.initialize();

            List<String> read = names(viewer);
            assertThat(read)
                    .contains("overview", "findings", "finding", "proposals", "proposal", "kubectl")
                    .doesNotContain("scan", "memory", "session_search", "rollout_restart")
                    .doesNotHaveDuplicates()
                    .noneMatch(name -> name.startsWith("propose_"));
            assertThat(names(operator))
                    .containsAll(read)
                    .contains("scan", "propose_rollout_restart", "propose_scale")
                    .doesNotContain("memory", "rollout_restart", "approve");
            assertThat(names(approver)).isEqualTo(names(operator));
            assertThat(operator.listTools().tools())
                    .allMatch(tool ->
                            tool.annotations().readOnlyHint() != tool.name().startsWith("propose_"));
        }
    }

    @Test
    void readsHowThingsStandAndWhatTheClusterSays() throws Exception {
        try (McpSyncClient client = client(TestGateway.OPERATOR)) {
            client.initialize();
            String pods = text(call(client, "kubectl", Map.of("command", "get pods -n shop")));
            assertThat(pods).contains("NAME", "shop-");

            JsonNode overview = JSON.readTree(text(call(client, "overview", Map.of())));
            assertThat(overview.path("jobs")).isNotEmpty();
            assertThat(overview.path("findings").path("critical").isInt()).isTrue();

            JsonNode scan = JSON.readTree(text(call(client, "scan", Map.of())));
            assertThat(scan.path("looked_at").toString()).contains("pods");
            assertThat(scan.path("blind")).isEmpty();
        }
    }

    @Test
    void readsFindingsOneWithItsHistoryAndProposals(@TempDir Path directory) throws Exception {
        try (Stage troubled = Stage.demo(directory).minutes(30);
                TestGateway door = new TestGateway(new Mcp(troubled.view(), "1"));
                McpSyncClient client = client(door, TestGateway.VIEWER)) {
            client.initialize();
            JsonNode findings = JSON.readTree(text(call(client, "findings", Map.of("severity", "critical"))));
            assertThat(findings.path("total").asInt()).isPositive();
            String fingerprint = findings.at("/items/0/fingerprint").asText();

            JsonNode finding = JSON.readTree(text(call(client, "finding", Map.of("fingerprint", fingerprint))));
            assertThat(finding.at("/history/0/what").asText()).isEqualTo("opened");
            assertThat(finding.at("/finding/evidence")).isNotEmpty();

            JsonNode waiting = JSON.readTree(text(call(client, "proposals", Map.of("state", "waiting"))));
            String id = waiting.at("/items/0/id").asText();
            assertThat(JSON.readTree(text(call(client, "proposal", Map.of("id", id))))
                            .path("command")
                            .asText())
                    .startsWith("kubectl");
            CallToolResult unknown = call(client, "finding", Map.of("fingerprint", "nothing"));
            assertThat(unknown.isError()).isTrue();
        }
    }

    @Test
    void aProposalWaitsAlsoWherePolicyWouldRunItAndChangesNothing(@TempDir Path directory) throws Exception {
        try (Stage calm = Stage.demo(directory, "timezone: UTC\nactions: {mode: auto_safe}\n");
                TestGateway door = new TestGateway(new Mcp(calm.view(), "1"));
                McpSyncClient client = client(door, TestGateway.APPROVER)) {
            client.initialize();
            String before = pods(client);
            CallToolResult answer = call(
                    client,
                    "propose_rollout_restart",
                    Map.of("kind", "Deployment", "namespace", "shop", "name", "shop"));
            calm.minutes(2);

            assertThat(answer.isError()).as(text(answer)).isFalse();
            List<ProposalRow> waiting = calm.view().proposals().waiting();
            assertThat(waiting).hasSize(1);
            assertThat(waiting.get(0).origin()).isEqualTo("mcp:ann");
            assertThat(waiting.get(0).risk()).isEqualToIgnoringCase("safe");
            assertThat(text(answer)).contains(waiting.get(0).id());
            assertThat(pods(client)).isEqualTo(before);
        }
    }

    @Test
    void listsPendingFindingsAloneAndUnfiltered(@TempDir Path directory) throws Exception {
        try (Stage young = Stage.demo(directory);
                TestGateway door = new TestGateway(new Mcp(young.view(), "1"));
                McpSyncClient client = client(door, TestGateway.VIEWER)) {
            young.minutes(30).kernel.get(Database.class).update("""
                    INSERT INTO pending_findings (fingerprint, plugin, checks, finding, affected, first_seen, last_seen, cycles)
                    SELECT fingerprint, plugin, checks, finding, affected, first_seen, last_seen, cycles FROM findings""");
            String first = young.view().findings().pending().get(0).fingerprint();
            client.initialize();
            JsonNode pending = JSON.readTree(text(call(client, "findings", Map.of("state", "pending", "limit", 1))));
            assertThat(pending.at("/items/0/fingerprint").asText()).isEqualTo(first);
            assertThat(pending.at("/items/0/state").asText()).isEqualTo("pending");
            CallToolResult filtered = call(client, "findings", Map.of("state", "pending", "severity", "critical"));
            assertThat(filtered.isError()).isTrue();
            assertThat(text(filtered)).contains("unfiltered");
        }
    }

    @Test
    void whatWouldWriteIsRefused() {
        try (McpSyncClient viewer = client(TestGateway.VIEWER);
                McpSyncClient operator = client(TestGateway.OPERATOR)) {
            viewer.initialize();
            operator.initialize();
            for (String command : List.of(
                    "delete pod shop-0 -n shop",
                    "scale deployment shop -n shop --replicas=0",
                    "get pods -n shop; kubectl delete ns shop",
                    "exec -n shop shop-0 -- rm -rf /",
                    "get --raw /api/v1/namespaces/shop")) {
                CallToolResult answer = call(operator, "kubectl", Map.of("command", command));
                assertThat(answer.isError()).as("%s: %s", command, text(answer)).isTrue();
            }
            assertThat(refused(viewer, "propose_rollout_restart")).isTrue();
            assertThat(refused(viewer, "scan")).isTrue();
            assertThat(refused(operator, "rollout_restart")).isTrue();
            assertThat(refused(operator, "propose_memory")).isTrue();
            assertThat(refused(operator, "memory")).isTrue();
            assertThat(stage.view().proposals().waiting()).isEmpty();
        }
    }

    @Test
    void argumentsThatDoNotFitNeverReachATool() {
        try (McpSyncClient client = client(TestGateway.OPERATOR)) {
            client.initialize();
            assertThat(call(client, "finding", Map.of()).isError()).isTrue();
            assertThat(call(client, "findings", Map.of("limit", 100_000)).isError())
                    .isTrue();
            assertThat(call(client, "findings", Map.of("state", "gone")).isError())
                    .isTrue();
            assertThat(call(client, "kubectl", Map.of("command", "get pods", "sudo", "yes"))
                            .isError())
                    .isTrue();
        }
    }

    @Test
    void answersNobodyWithoutAKeyAndNoPageOfAnotherSite() throws Exception {
        assertThat(post(LIST, "key-of-nobody", "Accept", BOTH).statusCode()).isEqualTo(401);
        assertThat(post(LIST, TestGateway.VIEWER, "Accept", BOTH, "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(LIST, TestGateway.VIEWER, "Accept", BOTH, "Origin", "null")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(LIST, TestGateway.VIEWER, "Accept", BOTH, "Origin", gateway.url(""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoMessageOfTheProtocol() throws Exception {
        assertThat(post("{", TestGateway.VIEWER, "Accept", BOTH).statusCode()).isEqualTo(400);
        assertThat(post(LIST, TestGateway.VIEWER, "Accept", "text/html").statusCode())
                .isEqualTo(400);
        assertThat(Wire.post(
                                gateway.port(),
                                "/mcp",
                                "a=b",
                                "Authorization: Bearer " + TestGateway.VIEWER,
                                "Accept: " + BOTH)
                        .status())
                .isIn(400, 415);
        assertThat(gateway.get("/mcp", TestGateway.VIEWER).statusCode()).isEqualTo(405);
    }

    private static HttpResponse<String> post(String body, String key, String... headers) throws Exception {
        return gateway.post("/mcp", key, body, headers);
    }

    private static McpSyncClient client(String key) {
        return client(gateway, key);
    }

    private static McpSyncClient client(TestGateway door, String key) {
        HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport.builder(door.url(""))
                .endpoint("/mcp")
                .jsonMapper(new JacksonMcpJsonMapper(new ObjectMapper()))
                .requestBuilder(HttpRequest.newBuilder().header("Authorization", "Bearer " + key))
                .build();
        return McpClient.sync(transport)
                .jsonSchemaValidator(new DefaultJsonSchemaValidator())
                .requestTimeout(Duration.ofSeconds(30))
                .build();
    }

    private static List<String> names(McpSyncClient client) {
        return client.listTools().tools().stream().map(Tool::name).toList();
    }

    private static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static boolean refused(McpSyncClient client, String tool) {
        try {
            return call(client, tool, Map.of("kind", "Deployment", "namespace", "shop", "name", "shop"))
                    .isError();
        } catch (McpError noSuchTool) {
            return noSuchTool.getJsonRpcError().code() == INVALID_PARAMS;
        }
    }

    private static String pods(McpSyncClient client) {
        return text(call(client, "kubectl", Map.of("command", "get pods -n shop -o name")));
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }
}
