package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.ChatListener;
import dev.midwatch.core.view.Said;
import dev.midwatch.core.view.View;
import dev.midwatch.testkit.model.RecordedRequest;
import dev.midwatch.testkit.model.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/prompting.md is made of what is really sent; {@code -Dmidwatch.docs=write} writes it anew. */
class PromptPageIT {
    private static final Path PAGE = Path.of("..", "docs", "prompting.md");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final int MOST = 4_000;

    @TempDir
    Path directory;

    @Test
    void showsTheExactPromptAndWhatEachPartCosts() throws IOException {
        try (ScriptedModel model =
                        ScriptedModel.start().reply("The shop crashes.").reply("It is the database.");
                SimulatedWatch watch = SimulatedWatch.start(directory, MIDNIGHT, config(model))) {
            watch.crashTheShop();
            watch.kernel
                    .get(View.class)
                    .chat()
                    .say(
                            Said.of(
                                    Optional.empty(),
                                    "Why does the shop crash?",
                                    new Actor("person:tester", Level.APPROVER)),
                            ChatListener.NOBODY);
            RecordedRequest job = model.requests().get(0);
            RecordedRequest conversation = model.requests().get(1);
            String page = page(job, conversation);
            if (System.getProperty("midwatch.docs", "").equals("write")) {
                Files.writeString(PAGE, page);
            }

            assertThat(fixed(job)).isLessThanOrEqualTo(MOST);
            assertThat(fixed(conversation)).isLessThanOrEqualTo(MOST);
            assertThat(PAGE).hasContent(page);
        }
    }

    private static int fixed(RecordedRequest request) {
        return PromptPage.tokens(request.contents("system").get(0))
                + PromptPage.tokens(request.body().path("tools").toString());
    }

    private static String page(RecordedRequest job, RecordedRequest conversation) {
        return new PromptPage()
                .say("""
                        # What the model is sent

                        This page is made of what a model server received; `-Dmidwatch.docs=write` writes it anew. Tokens are estimated as
                        everywhere in Midwatch, one per 3.5 bytes, which is 10 to 20 % too high for English and YAML. Times and the codes of
                        fences are replaced by fixed ones.
                        """)
                .say("## A job that found something")
                .show(job)
                .say("## A conversation of somebody who may approve")
                .show(conversation)
                .toString();
    }

    private static String config(ScriptedModel model) {
        return """
                timezone: UTC
                model: {default: small-model, base_url: "%s", context_length: 8192}
                """.formatted(model.baseUrl());
    }
}
