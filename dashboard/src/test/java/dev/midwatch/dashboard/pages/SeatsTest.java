package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.tool.Level;
import dev.midwatch.dashboard.signin.Visitor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeatsTest {
    private static final Visitor ANN = new Visitor("ann", Level.VIEWER, Visitor.How.PASSWORD);
    private static final Visitor BOB = new Visitor("bob", Level.VIEWER, Visitor.How.PASSWORD);
    private static final Visitor ANYBODY = new Visitor("this machine", Level.APPROVER, Visitor.How.OPEN);

    private final Seats seats = new Seats();

    @Test
    void letsOneVisitorLookAtTwentyDifferentThings() {
        for (int n = 0; n < 20; n++) {
            assertThat(seats.hasRoom(ANN, findings("text=" + n))).isTrue();
            take(ANN, findings("text=" + n));
        }
        assertThat(seats.hasRoom(ANN, findings("text=20"))).isFalse();
        assertThat(seats.hasRoom(ANN, findings("text=7"))).as("the same again").isTrue();
        assertThat(seats.hasRoom(ANN, findings(""))).as("what all see").isTrue();
        assertThat(seats.hasRoom(BOB, findings("text=20"))).isTrue();
    }

    @Test
    void countsEveryThingOfAPage() {
        List<Shown> many = List.of(new Shown("a", "1", Level.VIEWER), new Shown("b", "1", Level.VIEWER));
        for (int n = 0; n < 19; n++) {
            take(ANN, findings("text=" + n));
        }
        assertThat(seats.hasRoom(ANN, many)).isFalse();
        assertThat(seats.hasRoom(ANN, many.subList(0, 1))).isTrue();
    }

    @Test
    void letsAllWhoNeedNotSignInLookAtAHundred() {
        for (int n = 0; n < 100; n++) {
            assertThat(seats.hasRoom(ANYBODY, findings("text=" + n))).isTrue();
            take(ANYBODY, findings("text=" + n));
        }
        assertThat(seats.hasRoom(ANYBODY, findings("text=100"))).isFalse();
    }

    @Test
    void leavesSeatsToOthersHoweverOftenOneLooksAtTheSame() {
        for (int n = 0; n < 600; n++) {
            assertThat(seats.hasRoom(ANN, findings(""))).isTrue();
            take(ANN, findings(""));
        }
        assertThat(seats.hasRoom(ANN, findings(""))).isFalse();
        assertThat(seats.hasRoom(BOB, findings(""))).isTrue();
        assertThat(seats.isFull()).isFalse();
        seats.leave(seats.viewers().iterator().next());
        assertThat(seats.hasRoom(ANN, findings(""))).isTrue();
    }

    private static List<Shown> findings(String argument) {
        return List.of(new Shown("findings", argument, Level.VIEWER));
    }

    private void take(Visitor visitor, List<Shown> shown) {
        seats.take(new Viewer(null, Live.Pace.USUAL, () -> true, seats::leave), visitor, shown);
    }
}
