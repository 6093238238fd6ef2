package dev.midwatch.cli.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Symptom;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.check.RegisteredCheck;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TrialTest {
    private record Named(String name) implements Check {
        @Override
        public String description() {
            return "";
        }

        @Override
        public List<Permission> permissions() {
            return List.of();
        }

        @Override
        public List<Finding> run(CheckContext context) {
            return List.of();
        }
    }

    @Test
    void givesUpACheckThatHangs() {
        CountDownLatch never = new CountDownLatch(1);
        Trial trial = new Trial("demo", Set.of(), Duration.ofMillis(1_500));

        List<Symptom> symptoms = trial.of(List.of(new RegisteredCheck("acme", new Named("slow"))), check -> {
            try {
                never.await();
            } catch (InterruptedException itIsGivenUp) {
                Thread.currentThread().interrupt();
            }
            return null;
        });

        assertThat(symptoms)
                .containsExactly(Symptom.fail("slow", "on the demo cluster: still runs after 1 s: given up"));
    }
}
