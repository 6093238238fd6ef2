package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.midwatch.core.model.ModelException.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class ModelClientTest {
    private static final Duration RUN = Duration.ofMinutes(1);

    private final ModelFixture fixture = new ModelFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** An escape for half of one is no JSON to many servers, llama.cpp's among them. */
    @Test
    void sendsNoHalfOfACharacter() throws Exception {
        fixture.model.reply("ok");

        fixture.ask(ChatRequest.builder()
                .messages(UserMessage.from("a \ud83d b \ud83d\ude00"))
                .build());

        assertThat(fixture.model.requests().get(0).text())
                .contains("a ? b \ud83d\ude00")
                .doesNotContainIgnoringCase("\\ud83d");
    }

    @Test
    void waitsAsLongAsTheServerAsks() throws Exception {
        fixture.model.status(429, Duration.ofSeconds(7)).reply("ok");

        assertThat(ask(RUN)).isEqualTo("ok");
        assertThat(fixture.pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void waitsAsLongAsTheServerAsksOnAPageThatNeverEnds() throws Exception {
        HttpServer busy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CountDownLatch over = new CountDownLatch(1);
        busy.createContext("/v1/chat/completions", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.sendResponseHeaders(503, 0);
            exchange.getResponseBody().flush();
            try (exchange) {
                over.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        });
        busy.start();
        try {
            URI base = URI.create("http://127.0.0.1:" + busy.getAddress().getPort() + "/v1");
            fixture.settings = ModelSettings.of(base, "", "busy").deadline(Duration.ofSeconds(10));

            ModelException failed = catchThrowableOfType(ModelException.class, () -> ask(Duration.ofSeconds(6)));

            assertThat(failed.status()).isEqualTo(503);
            assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        } finally {
            over.countDown();
            busy.stop(0);
        }
    }

    @Test
    void knowsTheStatusOfAnErrorPageHoweverLongItIs() throws Exception {
        fixture.model.status(503, "x".repeat(200_000)).reply("ok");

        assertThat(ask(RUN)).isEqualTo("ok");
        assertThat(fixture.pauses).hasSize(1);
    }

    @Test
    void doesNotWaitBeyondTheRun() {
        fixture.model.status(429, Duration.ofSeconds(90)).reply("never");

        assertThatThrownBy(() -> ask(RUN)).isInstanceOfSatisfying(ModelException.class, failed -> {
            assertThat(failed.kind()).isEqualTo(Kind.RATE_LIMITED);
        });
        assertThat(fixture.pauses).isEmpty();
    }

    @Test
    void asksAgainAfterServerErrorsWithGrowingPauses() throws Exception {
        fixture.model.status(500).status(503).reply("ok");

        assertThat(ask(RUN)).isEqualTo("ok");
        assertThat(fixture.pauses).containsExactly(Duration.ofMillis(500), Duration.ofMillis(1000));
    }

    @Test
    void givesUpABodyThatStallsAtTheDeadline() throws Exception {
        fixture.settings = fixture.settings.deadline(Duration.ofSeconds(3));
        fixture.model.stallAfterHeaders().reply("ok");

        assertThat(ask(RUN)).isEqualTo("ok");
        assertThat(fixture.model.requests()).hasSize(2);
    }

    @Test
    void givesUpABodyThatStallsHalfWay() {
        fixture.settings = fixture.settings.deadline(Duration.ofMillis(300));
        fixture.model.stallHalfWay("half").stallHalfWay("half").reply("never asked a third time");

        assertThatThrownBy(() -> ask(RUN)).isInstanceOfSatisfying(ModelException.class, failed -> {
            assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
        });
        assertThat(fixture.model.left()).isEqualTo(1);
    }

    @Test
    void isOverWhenTheRunIsOver() {
        fixture.model.stallAfterHeaders();

        assertThatThrownBy(() -> ask(Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        ModelException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.RUN_OVER));
    }

    @Test
    void asksAgainWhenTheConnectionIsCut() throws Exception {
        fixture.model.cut("half an answer").reply("ok");

        assertThat(ask(RUN)).isEqualTo("ok");
    }

    @Test
    void takesAMissingFinishReasonForAFailure() throws Exception {
        fixture.model
                .replyEnding("half a sen", null)
                .replyEnding("odd", "whatever")
                .reply("ok");

        assertThat(ask(RUN)).isEqualTo("ok");
        assertThat(fixture.model.requests()).hasSize(3);
    }

    @Test
    void takesAnErrorUnderStatus200ForAFailure() throws Exception {
        fixture.model
                .errorInside("upstream is gone")
                .raw("text/html", "<html>502</html>")
                .reply("")
                .reply("ok");

        assertThat(ask(RUN)).isEqualTo("ok");
        assertThat(fixture.pauses).hasSize(3);
    }

    @Test
    void doesNotRepeatWhatWasRefused() {
        fixture.model
                .status(401, "Incorrect API key provided: " + ModelFixture.KEY)
                .reply("never");

        assertThatThrownBy(() -> ask(RUN)).isInstanceOfSatisfying(ModelException.class, failed -> {
            assertThat(failed.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failed).hasMessageContaining("401").hasMessageNotContaining(ModelFixture.KEY);
        });
        assertThat(fixture.model.left()).isEqualTo(1);
    }

    @Test
    void saysWhereNobodyAnswers() {
        String baseUrl = fixture.model.baseUrl();
        fixture.model.close();

        assertThatThrownBy(() -> ask(RUN)).isInstanceOfSatisfying(ModelException.class, failed -> {
            assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failed).hasMessageContaining(URI.create(baseUrl).getAuthority());
        });
        assertThat(fixture.pauses).hasSize(3);
    }

    @Test
    void neverLogsTheKey() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        Level before = root.getLevel();
        root.setLevel(Level.TRACE);
        try {
            fixture.model
                    .status(500, "bad key " + ModelFixture.KEY)
                    .errorInside("bad key " + ModelFixture.KEY)
                    .reply("ok");
            ask(RUN);
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }

        assertThat(List.copyOf(log.list))
                .isNotEmpty()
                .noneMatch(event -> event.getFormattedMessage().contains(ModelFixture.KEY));
        assertThat(fixture.settings.toString()).doesNotContain(ModelFixture.KEY);
    }

    private String ask(Duration runTime) throws InterruptedException {
        ChatRequest request =
                ChatRequest.builder().messages(UserMessage.from("Hello")).build();
        try (ModelClient client = fixture.client()) {
            return client.ask(
                            request,
                            fixture.instead,
                            Deadline.in(runTime, ModelFixture.realTime()),
                            AnswerListener.NOBODY)
                    .response()
                    .aiMessage()
                    .text();
        }
    }
}
