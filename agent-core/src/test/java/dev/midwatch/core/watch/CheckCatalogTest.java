package dev.midwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.check.CheckReport.Gap;
import dev.midwatch.core.check.RegisteredCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckCatalogTest {
    private final CheckCatalog catalog = new CheckCatalog(List.of(new RegisteredCheck("test", new PodCrashLoop())));

    @Test
    void saysWhichNamedChecksNobodyBrings() {
        assertThat(catalog.missing(List.of("pod-crash-loop", "pod-crash-lop", "entirely-different")))
                .containsExactly(
                        new Gap("pod-crash-lop", "there is no such check (did you mean \"pod-crash-loop\"?)", true),
                        new Gap("entirely-different", "there is no such check in any plugin that is loaded", true));
    }

    @Test
    void findsChecksByName() {
        assertThat(catalog.named(List.of("pod-crash-loop", "pod-crash-lop"), all -> true))
                .extracting(RegisteredCheck::name)
                .containsExactly("pod-crash-loop");
    }

    @Test
    void knowsAllOfAPluginAndAllThereAre() {
        assertThat(catalog.names()).containsExactlyInAnyOrder("*", "test/*", "pod-crash-loop");
        assertThat(catalog.missing(List.of("*", "test/*", "tset/*")))
                .containsExactly(new Gap("tset/*", "there is no such check (did you mean \"test/*\"?)", true));
        assertThat(catalog.named(List.of("*"), all -> true)).hasSize(1);
        assertThat(catalog.named(List.of("test/*"), all -> true)).hasSize(1);
        assertThat(catalog.named(List.of("tset/*"), all -> true)).isEmpty();
    }

    @Test
    void aNameForManyStandsOnlyForThoseThatRunUnasked() {
        assertThat(catalog.named(List.of("*", "test/*"), none -> false)).isEmpty();
        assertThat(catalog.usual(none -> false)).isEmpty();
        assertThat(catalog.usual(all -> true)).hasSize(1);
        assertThat(catalog.named(List.of("*", "pod-crash-loop"), none -> false)).hasSize(1);
    }

    private static final class PodCrashLoop implements Check {
        @Override
        public String name() {
            return "pod-crash-loop";
        }

        @Override
        public String description() {
            return "containers that keep crashing";
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
}
