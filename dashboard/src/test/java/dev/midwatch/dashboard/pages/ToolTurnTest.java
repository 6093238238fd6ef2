package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToolTurnTest {
    @Test
    void tellsTheCallFromItsAnswer() {
        ToolTurn turn = ToolTurn.of("kubectl {\"command\":\"get pods\"}\nNAME  READY\nweb-1 0/1");
        assertThat(turn.tool()).isEqualTo("kubectl");
        assertThat(turn.arguments()).isEqualTo("{\"command\":\"get pods\"}");
        assertThat(turn.answer()).isEqualTo("NAME  READY\nweb-1 0/1");
        assertThat(turn.proposal()).isEmpty();
    }

    @Test
    void argumentsMayHaveLinesAndBraces() {
        ToolTurn turn = ToolTurn.of("exec {\n \"command\": \"awk '{print}' \\\"}\\\"\"\n}\n{\"answer\": 1}");
        assertThat(turn.arguments()).startsWith("{\n").endsWith("\"\n}");
        assertThat(turn.answer()).isEqualTo("{\"answer\": 1}");
    }

    @Test
    void argumentsThatAreNoJsonEndWithTheirLine() {
        assertThat(ToolTurn.of("kubectl {\"command\": \nno such tool").answer()).isEqualTo("no such tool");
        assertThat(ToolTurn.of("kubectl null\nwhat?").arguments()).isEqualTo("null");
        assertThat(ToolTurn.of("kubectl").tool()).isEqualTo("kubectl");
        assertThat(ToolTurn.of("").tool()).isEmpty();
    }

    @Test
    void namesTheProposalOnlyWhereTheAnswerBeginsWithIt() {
        String proposed = "Nothing was changed: a person has to approve proposal p-1 (kubectl x). Do not ask again.";
        assertThat(ToolTurn.of("scale {}\n" + proposed).proposal()).contains("p-1");
        assertThat(ToolTurn.of("kubectl {}\na log line\n" + proposed).proposal())
                .isEmpty();
    }
}
