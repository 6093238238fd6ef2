package dev.midwatch.skills.k8s.evidence;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as Kubernetes writes them: {@code 250m}, {@code 1.5}, {@code 128Mi}, {@code 5e3}. */
public final class Quantity {
    private static final Pattern QUANTITY =
            Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(?:([eE][+-]?\\d+)|([numkMGTPE]|[KMGTPE]i))?");
    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("n", 1e-9),
            Map.entry("u", 1e-6),
            Map.entry("m", 1e-3),
            Map.entry("k", 1e3),
            Map.entry("M", 1e6),
            Map.entry("G", 1e9),
            Map.entry("T", 1e12),
            Map.entry("P", 1e15),
            Map.entry("E", 1e18),
            Map.entry("Ki", 0x1p10),
            Map.entry("Mi", 0x1p20),
            Map.entry("Gi", 0x1p30),
            Map.entry("Ti", 0x1p40),
            Map.entry("Pi", 0x1p50),
            Map.entry("Ei", 0x1p60));

    private Quantity() {}

    /** In units of one: cores, bytes, pieces; empty for what is not a quantity. */
    public static OptionalDouble of(String text) {
        Matcher matcher = QUANTITY.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        String exponent = matcher.group(2) == null ? "" : matcher.group(2);
        double number = Double.parseDouble(matcher.group(1) + exponent);
        return OptionalDouble.of(matcher.group(3) == null ? number : number * UNITS.get(matcher.group(3)));
    }

    /** One as a share of the other; empty if either is unknown or there is nothing to share. */
    public static OptionalDouble share(String part, String whole) {
        OptionalDouble one = of(part);
        OptionalDouble all = of(whole);
        return one.isPresent() && all.isPresent() && all.getAsDouble() > 0
                ? OptionalDouble.of(one.getAsDouble() / all.getAsDouble())
                : OptionalDouble.empty();
    }

    /** {@code 93 %}. */
    public static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** Bytes for people: {@code 1.4 GiB}. */
    public static String bytes(double bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, value >= 10 || unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }
}
