package dev.midwatch.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    @TempDir
    Path directory;

    @Test
    void leavesNoTrialAtWorkWhenItIsBrokenOff() throws Exception {
        List<EvalCase> cases = Cases.shipped().subList(0, 6);
        Evaluation evaluation = new Evaluation(Subject.withoutModel(Map.of(), directory), 1, 2, directory);

        assertThatThrownBy(() -> evaluation.play(cases, first -> {
                    throw new IllegalStateException("broken off");
                }))
                .hasMessage("broken off");

        assertThat(Thread.getAllStackTraces().values())
                .noneMatch(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().equals(Evaluation.class.getName())));
    }
}
