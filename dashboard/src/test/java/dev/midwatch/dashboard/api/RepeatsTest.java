package dev.midwatch.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.store.Database;
import dev.midwatch.core.view.Answered;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RepeatsTest extends OnGateway {
    private static final String SILENCE = """
            {"matchers": {"namespace": "%s"}, "duration": "2h", "why": "a load test"}""";

    @Test
    void doesOnceWhatIsSentTwiceAndGivesTheSameAnswerAlsoAfterARestart() {
        Gateway.Answer first = silence("repeat-me", "one");
        Gateway.Answer again = silence("repeat-me", "one");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header(Repeats.REPLAYED)).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(again.header(Repeats.REPLAYED)).isEqualTo("true");
        try (Gateway restarted = Gateway.of(stage.view())) {
            Gateway.Answer later = restarted.post("/api/silences", SILENCE.formatted("one"), Repeats.KEY, "repeat-me");
            assertThat(later.text()).isEqualTo(first.text());
            assertThat(later.header(Repeats.REPLAYED)).isEqualTo("true");
        }
        assertThat(silences("one")).isEqualTo(1);
    }

    @Test
    void refusesAKeyThatWasGivenToAnotherRequest() {
        assertThat(silence("mine", "two").status()).isEqualTo(201);
        Gateway.Answer other = silence("mine", "three");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("type").asText()).isEqualTo("urn:midwatch:problem:key-reused");
        Gateway.Answer preview =
                gateway.post("/api/silences?preview=true", SILENCE.formatted("two"), Repeats.KEY, "mine");
        assertThat(preview.status()).isEqualTo(422);
        assertThat(silences("three")).isZero();
    }

    @Test
    void keepsTheKeysOfOneApartFromThoseOfAnother() {
        silence("common", "four");
        Gateway.Answer others =
                gateway.as(Gateway.OPERATOR, "POST", "/api/silences", SILENCE.formatted("five"), Repeats.KEY, "common");
        assertThat(others.status()).isEqualTo(201);
        assertThat(silences("five")).isEqualTo(1);
    }

    @Test
    void beginsNothingAgainThatIsAtWorkOrWhoseEndNobodyKnows() {
        String body = SILENCE.formatted("six");
        String request = Repeats.fingerprint("POST /api/silences", body.getBytes(StandardCharsets.UTF_8));
        stage.view().answered().begin("api:ann", "at-work", request);
        Gateway.Answer atWork = silence("at-work", "six");
        assertThat(atWork.status()).isEqualTo(409);
        assertThat(atWork.json().path("type").asText()).isEqualTo("urn:midwatch:problem:at-work");
        Answered ended = new Answered(stage.kernel.get(Database.class), stage.simulation.clock());
        ended.begin("api:ann", "cut-off", request);
        Gateway.Answer unknown = silence("cut-off", "six");
        assertThat(unknown.status()).isEqualTo(409);
        assertThat(unknown.json().path("type").asText()).isEqualTo("urn:midwatch:problem:outcome-unknown");
        assertThat(silences("six")).isZero();
    }

    @Test
    void givesARefusalAgainButNotWhatWasAskedWrongly() {
        Gateway.Answer refused = gateway.post("/api/proposals/none/approve", "", Repeats.KEY, "refused");
        Gateway.Answer again = gateway.post("/api/proposals/none/approve", "", Repeats.KEY, "refused");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(again.text()).isEqualTo(refused.text());
        assertThat(again.header(Repeats.REPLAYED)).isEqualTo("true");
        Gateway.Answer wrong = gateway.post("/api/silences", "{}", Repeats.KEY, "corrected");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(silence("corrected", "seven").status()).isEqualTo(201);
    }

    @Test
    void takesNoKeyThatIsNone() {
        assertThat(silence("has a space", "eight").status()).isEqualTo(400);
        assertThat(silence("x".repeat(256), "eight").status()).isEqualTo(400);
        assertThat(silence("x".repeat(255), "eight").status()).isEqualTo(201);
    }

    private Gateway.Answer silence(String key, String namespace) {
        return gateway.post("/api/silences", SILENCE.formatted(namespace), Repeats.KEY, key);
    }

    private long silences(String namespace) {
        return stage.view().findings().silences().stream()
                .filter(one -> one.matchers().get("namespace").equals(namespace))
                .count();
    }
}
