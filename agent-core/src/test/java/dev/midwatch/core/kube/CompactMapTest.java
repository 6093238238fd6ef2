package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompactMapTest {
    @Test
    void behavesLikeAHashMap() {
        Random random = new Random(20_261_124);
        for (int round = 0; round < 500; round++) {
            Map<String, Object> plain = new LinkedHashMap<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                plain.put("k" + random.nextInt(20), random.nextBoolean() ? "v" + random.nextInt(3) : List.of(i));
            }
            Map<String, Object> compact = compact(List.copyOf(plain.entrySet()));
            List<Map.Entry<String, Object>> shuffled = new ArrayList<>(plain.entrySet());
            Collections.shuffle(shuffled, random);

            assertThat(compact).isEqualTo(plain).hasSameHashCodeAs(plain).hasSize(plain.size());
            assertThat(plain).isEqualTo(compact);
            assertThat(compact).isEqualTo(compact(shuffled)).hasSameHashCodeAs(compact(shuffled));
            assertThat(List.copyOf(compact.keySet())).isEqualTo(List.copyOf(plain.keySet()));
            assertThat(List.copyOf(compact.values())).isEqualTo(List.copyOf(plain.values()));
            assertThat(compact).hasToString(plain.toString());
            assertThat(compact.isEmpty()).isEqualTo(plain.isEmpty());
            assertThat(compact.containsValue("v1")).isEqualTo(plain.containsValue("v1"));
            for (int i = 0; i < 20; i++) {
                assertThat(compact.get("k" + i)).isEqualTo(plain.get("k" + i));
                assertThat(compact.containsKey("k" + i)).isEqualTo(plain.containsKey("k" + i));
            }
            plain.put("more", "x");
            assertThat(compact).isNotEqualTo(plain);
        }
    }

    @Test
    void takesFromAnEarlierOneWhatIsEqual() {
        Map<String, Object> labels = compact(List.of(Map.entry("app", "web")));
        Map<String, Object> first = compact(List.of(Map.entry("app", new String("web"))));
        CompactMap before = compact(
                List.of(Map.entry("labels", labels), Map.entry("of", List.of(labels, "b")), Map.entry("gone", "x")));
        CompactMap after = compact(List.of(Map.entry("labels", first), Map.entry("of", List.of(first, "c", "d"))));

        CompactMap shared = after.sharing(before);

        assertThat(shared).isEqualTo(after).hasSameHashCodeAs(after);
        assertThat(shared.get("labels")).isSameAs(labels);
        assertThat((List<?>) shared.get("of")).first().isSameAs(labels);
    }

    @Test
    void endsItsIterationAndCannotBeChanged() {
        Map<String, Object> map = compact(List.of(Map.entry("a", 1)));
        Iterator<Map.Entry<String, Object>> entries = map.entrySet().iterator();
        entries.next();

        assertThat(entries.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(entries::next);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> map.put("b", 2));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> map.putAll(Map.of("b", 2)));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> map.remove("a"));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(map::clear);
    }

    private static CompactMap compact(List<Map.Entry<String, Object>> entries) {
        return new CompactMap(entries.stream()
                .flatMap(entry -> List.of(entry.getKey(), entry.getValue()).stream())
                .toArray());
    }
}
