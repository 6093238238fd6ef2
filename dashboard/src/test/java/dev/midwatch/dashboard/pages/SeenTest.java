package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenTest {
    @Test
    void namesWhatPeopleCountInAndCountsTheRest() {
        assertThat(Seen.brief("13 configmaps, 3 nodes, 23 pods, 8 secrets"))
                .isEqualTo("23 pods, 3 nodes and 2 other kinds");
    }

    @Test
    void keepsAShortListWhole() {
        assertThat(Seen.brief("412 pods, 3 nodes")).isEqualTo("412 pods, 3 nodes");
        assertThat(Seen.brief("5 certificates")).isEqualTo("5 certificates");
    }
}
