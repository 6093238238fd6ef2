package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithoutManagedFieldsTest {
    private static final String FIELDS =
            "[{\"manager\":\"a]\\\"}\",\"fieldsV1\":{\"f:x\":{},\"k:{\\\"name\\\":\\\"app\\\"}\":{\".\":{}}}},{\"time\":\"\\\\\"}]";

    private static String read(String text) throws IOException {
        return new String(
                new WithoutManagedFields(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
    }

    @Test
    void leavesThemOutWhereverTheyStand() throws IOException {
        String object = "{\"metadata\":{\"name\":\"wäb\",\"managedFields\":%s,\"uid\":\"1\"},\"spec\":{}}";

        assertThat(read(object.formatted(FIELDS) + "\n" + object.formatted("[]")))
                .isEqualTo(object.formatted("[]") + "\n" + object.formatted("[]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"managedFields\": [1]}",
                "{\"managedFields\":{}}",
                "{\"managedField\":[1],\"managedFieldsX\":[2],\"xmanagedFields\":[3]}",
                "{\"a\":\"managedFields\",\"b\":\"\\\"managedFields\\\":[\"}",
                "{\"\\\"managedFields\":[1]}",
                "\"\"managedFields\"\"",
                "\"managedFields\":"
            })
    void passesOnWhatIsSomethingElse(String text) throws IOException {
        assertThat(read(text)).isEqualTo(text);
    }

    @Test
    void endsWhereAnAnswerBreaksOff() throws IOException {
        assertThat(read("{\"managedFields\":[{\"a\":")).isEqualTo("{\"managedFields\":[");
    }

    /** The server sends as it likes. */
    @RepeatedTest(20)
    void readsInPiecesOfAnySize(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        String object = "{\"metadata\":{\"name\":\"web\",\"managedFields\":%s},\"text\":\"\\\"managedFields\\\":[\"}\n";
        String text = object.formatted(FIELDS).repeat(200);
        InputStream pieces = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(30)));
            }
        };

        StringBuilder got = new StringBuilder();
        try (InputStream in = new WithoutManagedFields(pieces)) {
            byte[] buffer = new byte[50];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer, 0, 1 + random.nextInt(50))) {
                got.append(new String(buffer, 0, count, StandardCharsets.US_ASCII));
            }
        }

        assertThat(got).hasToString(object.formatted("[]").repeat(200));
    }
}
