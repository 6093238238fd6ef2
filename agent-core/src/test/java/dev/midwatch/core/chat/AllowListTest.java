package dev.midwatch.core.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.channel.Person;
import dev.midwatch.core.tool.Level;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowListTest {
    private static Person person(String id, String... roles) {
        return new Person(id, "Anna", Set.of(roles));
    }

    @Test
    void anAllowedUserApprovesAndAnAllowedRoleLooks() {
        AllowList list = new AllowList(Set.of("1"), Set.of("80"), Map.of());
        assertThat(list.level(person("1"))).contains(Level.APPROVER);
        assertThat(list.level(person("1", "80"))).contains(Level.APPROVER);
        assertThat(list.level(person("2", "80"))).contains(Level.VIEWER);
        assertThat(list.level(person("2", "81"))).isEmpty();
        assertThat(list.level(person("2"))).isEmpty();
    }

    @Test
    void levelsChangeThat() {
        AllowList list = new AllowList(Set.of("1"), Set.of("80"), Map.of("1", Level.OPERATOR, "80", Level.APPROVER));
        assertThat(list.level(person("1"))).contains(Level.OPERATOR);
        assertThat(list.level(person("2", "80"))).contains(Level.APPROVER);
    }

    @Test
    void whatIsSaidOfThePersonBeatsWhatIsSaidOfRoles() {
        AllowList list = new AllowList(Set.of(), Set.of("80"), Map.of("1", Level.VIEWER, "80", Level.APPROVER));
        assertThat(list.level(person("1", "80"))).contains(Level.VIEWER);
    }

    @Test
    void amongRolesTheHighestCounts() {
        AllowList list = new AllowList(Set.of(), Set.of("80"), Map.of("90", Level.OPERATOR, "91", Level.VIEWER));
        assertThat(list.level(person("1", "80", "90", "91", "92"))).contains(Level.OPERATOR);
    }

    @Test
    void anIdThatStandsOnlyAmongTheLevelsIsAllowed() {
        AllowList list = new AllowList(Set.of(), Set.of(), Map.of("1", Level.OPERATOR));
        assertThat(list.level(person("1"))).contains(Level.OPERATOR);
        assertThat(list.isNobody()).isFalse();
    }

    @Test
    void idsAreComparedAsTheyAreWritten() {
        AllowList list = new AllowList(Set.of("abc", "1"), Set.of("80"), Map.of());
        assertThat(list.level(person("ABC"))).isEmpty();
        assertThat(list.level(person("1 "))).isEmpty();
        assertThat(list.level(person("01"))).isEmpty();
        assertThat(list.level(person("11"))).isEmpty();
        assertThat(list.level(person("2", "080"))).isEmpty();
    }

    @Test
    void aNameIsNobodysId() {
        AllowList list = new AllowList(Set.of("Anna"), Set.of(), Map.of());
        assertThat(list.level(person("666"))).isEmpty();
    }

    @Test
    void saysHowManyMayDoWhat() {
        AllowList list = new AllowList(Set.of("1", "2"), Set.of("80"), Map.of("2", Level.VIEWER, "9", Level.OPERATOR));
        assertThat(list.summary()).isEqualTo("1 approver, 1 operator, 2 viewer");
    }
}
