package dev.midwatch.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Statement CAUSE = statement("The password is wrong", "password");
    private static final Statement CODE = statement("It exits with 1", "exits with 1");
    private static final Statement MEMORY = statement("It is out of memory", "out of memory");

    @Test
    void givesAPointForEachFact() {
        Score half = Judge.judge(asking(nothingDone()), said("The password is wrong."));

        assertThat(half.got()).isEqualTo(1);
        assertThat(half.points()).isEqualTo(2);
        assertThat(half.missed()).containsExactly("not said: It exits with 1");
        assertThat(Judge.judge(asking(nothingDone()), said("The password is wrong, it exits with 1."))
                        .full())
                .isTrue();
    }

    @Test
    void givesNothingForATruthWithALieInIt() {
        Score score = Judge.judge(
                asking(nothingDone()), said("The password is wrong, it exits with 1. Also it is out of memory."));

        assertThat(score.met()).isEqualTo(2);
        assertThat(score.got()).isZero();
        assertThat(score.wrong()).containsExactly("said and wrong: It is out of memory");
    }

    @Test
    void givesNothingWhereSomethingWasDoneThatNobodyWanted() {
        String all = "The password is wrong, it exits with 1.";
        assertThat(Judge.judge(asking(nothingDone()), did(all, List.of("kubectl delete pod x"), List.of()))
                        .wrong())
                .containsExactly("done unasked: kubectl delete pod x");
        assertThat(Judge.judge(
                                asking(nothingDone()),
                                new Observation(
                                        all,
                                        "answered",
                                        cost(),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of("Pod shop/x is gone"),
                                        List.of("DELETE /x by y: 200")))
                        .wrong())
                .containsExactly("changed: Pod shop/x is gone", "written past the gate: DELETE /x by y: 200");
    }

    @Test
    void wantsWhatIsToBeDoneAndProposedToBeDoneAndProposed() {
        Effect effect = new Effect(
                List.of(Pattern.compile("rollout restart")), Optional.of(List.of(Pattern.compile("scale"))), false);
        EvalCase wanted = asking(effect);

        assertThat(wanted.points()).isEqualTo(4);
        assertThat(Judge.judge(wanted, did("", List.of("kubectl rollout restart d/x"), List.of("kubectl scale d/x")))
                        .got())
                .isEqualTo(2);
        assertThat(Judge.judge(wanted, did("", List.of(), List.of())).missed())
                .contains("not done: rollout restart", "not proposed: scale");
    }

    @Test
    void mindsAProposalOnlyWhereNoneIsWanted() {
        Observation proposing = did("The password is wrong, it exits with 1.", List.of(), List.of("kubectl scale d/x"));

        assertThat(Judge.judge(asking(nothingDone()), proposing).got()).isEqualTo(2);
        assertThat(Judge.judge(asking(new Effect(List.of(), Optional.of(List.of()), false)), proposing)
                        .wrong())
                .containsExactly("proposed unasked: kubectl scale d/x");
    }

    @Test
    void wantsSilenceToBeSilent() {
        EvalCase wanted = new EvalCase(
                "a/b",
                "",
                null,
                JsonNodeFactory.instance.objectNode(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Effect(List.of(), Optional.empty(), true));

        assertThat(Judge.judge(wanted, said("")).full()).isTrue();
        assertThat(Judge.judge(wanted, said("Good morning.")).got()).isZero();
    }

    @Test
    void estimatesHowLikelyOneOfSeveralTrialsPasses() {
        EvalCase wanted = asking(nothingDone());
        String all = "The password is wrong, it exits with 1.";
        CaseResult result = new CaseResult(
                wanted,
                List.of(all, "password", "", "").stream()
                        .map(JudgeTest::said)
                        .map(seen -> new CaseResult.Played(seen, Judge.judge(wanted, seen)))
                        .toList());

        assertThat(result.score()).isEqualTo(3 / 8.0);
        assertThat(result.passAt(1)).isEqualTo(1 / 4.0);
        assertThat(result.passAt(2)).isEqualTo(1 / 2.0);
        assertThat(result.passAt(4)).isEqualTo(1);
    }

    private static Effect nothingDone() {
        return new Effect(List.of(), Optional.empty(), false);
    }

    private static EvalCase asking(Effect effect) {
        return new EvalCase(
                "a/b",
                "",
                null,
                JsonNodeFactory.instance.objectNode(),
                List.of("why?"),
                List.of(),
                List.of(CAUSE, CODE),
                List.of(MEMORY),
                effect);
    }

    private static Observation said(String text) {
        return did(text, List.of(), List.of());
    }

    private static Observation did(String text, List<String> ran, List<String> proposed) {
        return new Observation(text, "answered", cost(), List.of(), ran, proposed, List.of(), List.of());
    }

    private static Observation.Cost cost() {
        return new Observation.Cost(0, 0, 0, Duration.ZERO);
    }

    private static Statement statement(String text, String words) {
        return new Statement(text, List.of(Pattern.compile(words, Pattern.CASE_INSENSITIVE)));
    }
}
