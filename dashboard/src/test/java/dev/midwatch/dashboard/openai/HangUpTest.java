package dev.midwatch.dashboard.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.view.Page;
import dev.midwatch.core.view.SessionRow;
import dev.midwatch.dashboard.TestGateway;
import dev.midwatch.dashboard.http.Limits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HangUpTest {
    @Test
    void aClientThatHangsUpEndsTheWorkOnItsAnswer(@TempDir Path directory) throws Exception {
        try (Talking talking = new Talking(directory)) {
            talking.model.stallAfterHeaders().reply("Here again.");
            String session;
            try (Socket socket = new Socket("127.0.0.1", talking.gateway.port())) {
                session = begin(socket, Talking.user("nodes?", ", \"stream\": true"));
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> talking.model.requests().size() == 1);
                HttpResponse<String> busy =
                        talking.say(TestGateway.VIEWER, Talking.user("and?", ""), "X-Midwatch-Session", session);
                assertThat(busy.statusCode()).isEqualTo(409);
                assertThat(busy.headers().firstValue("Retry-After")).isPresent();
            }

            HttpResponse<String> after = await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> talking.say(
                                    TestGateway.VIEWER, Talking.user("again", ""), "X-Midwatch-Session", session),
                            answer -> answer.statusCode() != 409);
            assertThat(after.statusCode()).as(after.body()).isEqualTo(200);
            assertThat(after.body()).contains("Here again.");
        }
    }

    @Test
    void aModelThatThinksForLongerThanAConnectionMaySayNothingIsWaitedFor(@TempDir Path directory) throws Exception {
        Limits defaults = Limits.defaults();
        Limits hasty = new Limits(
                defaults.bodyBytes(),
                defaults.headerBytes(),
                defaults.connections(),
                defaults.threads(),
                Duration.ofMillis(500),
                defaults.wholeHeader(),
                defaults.bytesPerSecond());
        try (Talking talking = new Talking(directory, hasty, "agent: {run_budget_seconds: 3}")) {
            talking.model.stallAfterHeaders();

            long from = System.nanoTime();
            HttpResponse<String> answer = talking.say(TestGateway.VIEWER, Talking.user("nodes?", ""));

            assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofSeconds(2));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(Talking.json(answer).at("/error/code").asText()).isEqualTo("no_answer");
            assertThat(answer.headers().firstValue("X-Should-Retry")).contains("false");
        }
    }

    @Test
    void anAnswerThatFailsHalfWayThroughAStreamIsAnErrorInIt(@TempDir Path directory) throws Exception {
        try (Talking talking = new Talking(directory)) {
            talking.model.status(401, "wrong key of ours");

            HttpResponse<String> answer = talking.say(TestGateway.VIEWER, Talking.user("nodes?", ", \"stream\": true"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Talking.events(answer.body()))
                    .last()
                    .satisfies(event ->
                            assertThat(event.at("/error/code").asText()).isEqualTo("no_answer"));
            assertThat(talking.stage.view().sessions().list(Page.first(5)).items())
                    .extracting(SessionRow::origin)
                    .contains("api:vic");
        }
    }

    @Test
    void whatTheModelHasSaidIsThereBeforeItsEnd(@TempDir Path directory) throws Exception {
        try (Talking talking = new Talking(directory)) {
            talking.model.stallHalfWay("Three nodes.\n\n" + "And there is more to say.\n".repeat(40));
            try (Socket socket = new Socket("127.0.0.1", talking.gateway.port())) {
                BufferedReader lines = ask(socket, Talking.user("nodes?", ", \"stream\": true"));
                assertThat(readUntil(lines, "Three nodes."))
                        .startsWith("data: ")
                        .contains("\"content\":\"Three nodes.");
            }
        }
    }

    /** Reads until the session is named. */
    private static String begin(Socket socket, String body) throws IOException {
        String line = readUntil(ask(socket, body), "X-Midwatch-Session: ");
        return line.substring(line.indexOf(' ') + 1);
    }

    /** Sends a request by hand. */
    private static BufferedReader ask(Socket socket, String body) throws IOException {
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + TestGateway.VIEWER + "\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String readUntil(BufferedReader lines, String wanted) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(wanted)) {
                return line;
            }
        }
        throw new AssertionError("there was no " + wanted);
    }
}
