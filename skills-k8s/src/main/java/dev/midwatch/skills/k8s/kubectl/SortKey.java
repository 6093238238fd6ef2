package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.Json;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The order of {@code --sort-by}: what lacks the field first, then numbers, amounts and texts, in which 9 comes before 10. */
final class SortKey {
    private final JsonPath path;

    private SortKey(JsonPath path) {
        this.path = path;
    }

    static SortKey parse(String path) throws UsageException {
        return new SortKey(JsonPath.parse(path));
    }

    Comparator<Json> order() {
        return (one, other) -> compare(value(one), value(other));
    }

    private Optional<Json> value(Json object) {
        List<Json> found = path.in(object);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    private static int compare(Optional<Json> one, Optional<Json> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isPresent(), other.isPresent());
        }
        if (one.get().raw() instanceof Number a && other.get().raw() instanceof Number b) {
            return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
        }
        String a = one.get().text();
        String b = other.get().text();
        Optional<Quantity> amount = Quantity.parse(a);
        Optional<Quantity> otherAmount = Quantity.parse(b);
        return amount.isPresent() && otherAmount.isPresent()
                ? amount.get().compareTo(otherAmount.get())
                : natural(a, b);
    }

    /** Runs of digits count as numbers. */
    private static int natural(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            if (digit(one, i) && digit(other, j)) {
                int endOfOne = endOfDigits(one, i);
                int endOfOther = endOfDigits(other, j);
                int order = new BigDecimal(one.substring(i, endOfOne))
                        .compareTo(new BigDecimal(other.substring(j, endOfOther)));
                if (order != 0) {
                    return order;
                }
                i = endOfOne;
                j = endOfOther;
            } else if (one.charAt(i) != other.charAt(j)) {
                return Character.compare(one.charAt(i), other.charAt(j));
            } else {
                i++;
                j++;
            }
        }
        return Integer.compare(one.length() - i, other.length() - j);
    }

    private static boolean digit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (end < text.length() && digit(text, end)) {
            end++;
        }
        return end;
    }
}
