package dev.midwatch.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.core.tool.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    /** A published test vector, of the password {@code U*U}. */
    private static final String VECTOR = "$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    @Test
    void makesAHashThatFitsThePasswordAndNoOther() {
        String hash = PasswordHash.of("grüße aus der nacht");
        assertThat(PasswordHash.isHash(hash)).isTrue();
        assertThat(Password.of(hash).matches("grüße aus der nacht")).isTrue();
        assertThat(Password.of(hash).matches("grüsse aus der nacht")).isFalse();
        assertThat(Password.of(hash).matches(hash)).isFalse();
        assertThat(PasswordHash.of("grüße aus der nacht")).isNotEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a", "$2b", "$2y"})
    void takesHashesThatOthersMade(String version) {
        assertThat(Password.of(version + VECTOR).matches("U*U")).isTrue();
        assertThat(Password.of(version + VECTOR).matches("U*V")).isFalse();
    }

    @Test
    void refusesAPasswordWhoseEndWouldNotCount() {
        assertThatThrownBy(() -> PasswordHash.of("é".repeat(37))).hasMessageContaining("72 bytes");
        String hash = PasswordHash.of("x".repeat(72));
        assertThat(Password.of(hash).matches("x".repeat(72))).isTrue();
        assertThat(Password.of(hash).matches("x".repeat(73))).isFalse();
        assertThat(Password.of(PasswordHash.of("x")).matches("x\0y")).isFalse();
        assertThatThrownBy(() -> PasswordHash.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesWhatOnlyLooksLikeAHashForAPassword() {
        for (String plain :
                new String[] {"$2a$12$short", "$2x" + VECTOR, "$2a$99$" + VECTOR.substring(4), "$2a" + VECTOR + "x"}) {
            assertThat(Password.of(plain).matches(plain)).isTrue();
        }
    }

    @Test
    void looksAtTheHashForANameItDoesNotKnow() {
        Account account = new Account("mia", Password.of(PasswordHash.of("hunter2")), Level.VIEWER);
        assertThat(account.matches("mia", "wrong")).isFalse();
        long known = nanos(() -> account.matches("mia", "wrong"));
        assertThat(nanos(() -> account.matches("nobody", "wrong"))).isGreaterThan(known / 4);
        assertThat(nanos(() -> account.matches("nobody", "x".repeat(100)))).isGreaterThan(known / 4);
    }

    private static long nanos(Runnable look) {
        long before = System.nanoTime();
        look.run();
        return System.nanoTime() - before;
    }

    @Test
    void printsNoPassword() {
        assertThat(new Account("mia", Password.of("hunter2"), Level.VIEWER).toString())
                .doesNotContain("hunter2");
    }
}
