package dev.midwatch.dashboard.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.core.view.Listing;
import dev.midwatch.core.view.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Row(String id, String diff, List<String> lines) {}

    private static Row row(String id, int length) {
        return new Row(id, "d".repeat(length), List.of("l".repeat(length)));
    }

    private static JsonNode list(List<Row> rows, int offset) throws Exception {
        String text = Rows.list(new Listing<>(rows.subList(offset, rows.size()), rows.size(), new Page(offset, 50)));
        assertThat(text).hasSizeLessThanOrEqualTo(Rows.MOST_CHARACTERS);
        return JSON.readTree(text);
    }

    @Test
    void goesOnBehindARowThatIsLongerThanAllThatFits() throws Exception {
        List<Row> rows = List.of(row("a", 30_000), row("b", 5), row("c", 90_000));
        JsonNode first = list(rows, 0);
        assertThat(first.path("items")).hasSize(1);
        assertThat(first.at("/items/0/id").asText()).isEqualTo("a");
        assertThat(first.at("/items/0/diff").asText()).startsWith("ddd").endsWith("… (cut)");
        assertThat(first.path("next_offset").asInt()).isEqualTo(1);
        JsonNode second = list(rows, 1);
        assertThat(second.at("/items/0/diff").asText()).isEqualTo("ddddd");
        assertThat(second.path("next_offset").asInt()).isEqualTo(2);
        JsonNode third = list(rows, 2);
        assertThat(third.at("/items/0/id").asText()).isEqualTo("c");
        assertThat(third.has("next_offset")).isFalse();
    }
}
