package dev.midwatch.simulator.object;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Amounts such as 250m, 128Mi or 2. */
public final class Quantity {
    private static final Map<String, BigDecimal> SUFFIXES = Map.ofEntries(
            Map.entry("n", new BigDecimal("0.000000001")),
            Map.entry("u", new BigDecimal("0.000001")),
            Map.entry("m", new BigDecimal("0.001")),
            Map.entry("", BigDecimal.ONE),
            Map.entry("k", BigDecimal.valueOf(1_000L)),
            Map.entry("M", BigDecimal.valueOf(1_000_000L)),
            Map.entry("G", BigDecimal.valueOf(1_000_000_000L)),
            Map.entry("T", BigDecimal.valueOf(1_000_000_000_000L)),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)));

    private Quantity() {}

    public static BigDecimal parse(String text) {
        int end = text.length();
        while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
            end--;
        }
        BigDecimal factor = SUFFIXES.get(text.substring(end));
        if (factor == null || end == 0) {
            throw new IllegalArgumentException("not a quantity: " + text);
        }
        return new BigDecimal(text.substring(0, end)).multiply(factor);
    }

    public static long milli(String text) {
        return text.isEmpty()
                ? 0
                : parse(text)
                        .movePointRight(3)
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact();
    }

    public static long whole(String text) {
        return text.isEmpty()
                ? 0
                : parse(text).setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
