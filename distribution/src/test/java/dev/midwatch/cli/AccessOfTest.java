package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessOfTest {
    private static AccessOf named(String name, String... groups) {
        return AccessOf.named(name, List.of(groups), List.of(""), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"midwatch/watch", "system:serviceaccount:midwatch:watch"})
    void knowsAServiceAccountByEitherName(String name) {
        AccessOf access = named(name);
        assertThat(access.user()).isEqualTo("system:serviceaccount:midwatch:watch");
        assertThat(access.groups())
                .containsExactly("system:authenticated", "system:serviceaccounts", "system:serviceaccounts:midwatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://issuer.example#alice", "alice", "alice@example.org", "oidc:team/alice", "Ann/Bee"})
    void takesEveryOtherNameForAUser(String name) {
        AccessOf access = named(name, "oidc:ops", "night");
        assertThat(access.user()).isEqualTo(name);
        assertThat(access.groups()).containsExactly("system:authenticated", "oidc:ops", "night");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"midwatch/", "/watch", "a/b/c", "system:serviceaccount:midwatch", "system:serviceaccount:a:b:c"})
    void refusesAServiceAccountThatIsMisspelt(String name) {
        assertThatThrownBy(() -> named(name)).isInstanceOf(CliException.class).hasMessageContaining("namespace/name");
    }
}
