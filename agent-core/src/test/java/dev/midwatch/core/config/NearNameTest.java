package dev.midwatch.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNameTest {
    private static final List<String> KNOWN = List.of("base_url", "default", "provider");

    @Test
    void findsWhatWasMeant() {
        assertThat(NearName.find("baseurl", KNOWN)).contains("base_url");
        assertThat(NearName.find("base-url", KNOWN)).contains("base_url");
        assertThat(NearName.find("defualt", KNOWN)).contains("default");
        assertThat(NearName.find("Provider", KNOWN)).contains("provider");
    }

    @Test
    void doesNotGuessFromAfar() {
        assertThat(NearName.find("temperature", KNOWN)).isEmpty();
        assertThat(NearName.hint("temperature", KNOWN)).isEqualTo("known: base_url, default, provider");
    }

    @Test
    void countsASwapAsOneStep() {
        assertThat(NearName.distance("modle", "model")).isEqualTo(1);
        assertThat(NearName.distance("", "abc")).isEqualTo(3);
    }
}
