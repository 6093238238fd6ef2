package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.midwatch.testkit.model.Step;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator reads of a server that does not do as it says; other tests log to the same place at the same time. */
final class EndpointLogTest {
    private final ModelFixture fixture = new ModelFixture();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Endpoint.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        fixture.close();
    }

    @Test
    void saysOnceThatAnotherModelAnswers() throws Exception {
        fixture.model
                .then(Step.replyAs("cheap\nmodel", "ok"))
                .then(Step.replyAs("cheap\nmodel", "ok"))
                .then(Step.replyAs("cheaper-model", "ok"));

        try (ModelClient client = fixture.client()) {
            fixture.ask(client, ModelFixture.hello());
            fixture.ask(client, ModelFixture.hello());
            fixture.ask(client, ModelFixture.hello());
        }

        assertThat(warnings())
                .containsExactly(
                        fixture.settings + " was asked, and cheap?model answered",
                        fixture.settings + " was asked, and cheaper-model answered");
    }

    @Test
    void saysOnceThatRequestsAreCut() throws Exception {
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from("word ".repeat(4_000)))
                .build();
        fixture.model.countingAtMost(2_048).reply("one").reply("two").reply("three");

        try (ModelClient client = fixture.client()) {
            fixture.ask(client, request);
            fixture.ask(client, request);
            fixture.ask(client, request);
        }

        assertThat(warnings()).singleElement().asString().contains("2048 tokens of about 57", "context_length");
    }

    private List<String> warnings() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.contains(fixture.model.baseUrl()))
                .toList();
    }
}
