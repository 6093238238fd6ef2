package dev.midwatch.skills.k8s.kubectl;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount as Kubernetes writes it: {@code 100m}, {@code 1.5}, {@code 2Gi}, {@code 1e3}. */
record Quantity(BigDecimal value) implements Comparable<Quantity> {
    private static final Pattern FORM =
            Pattern.compile("([+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+))(?:([eE][+-]?\\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)");
    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("n", new BigDecimal("1e-9")),
            Map.entry("u", new BigDecimal("1e-6")),
            Map.entry("m", new BigDecimal("1e-3")),
            Map.entry("k", new BigDecimal("1e3")),
            Map.entry("M", new BigDecimal("1e6")),
            Map.entry("G", new BigDecimal("1e9")),
            Map.entry("T", new BigDecimal("1e12")),
            Map.entry("P", new BigDecimal("1e15")),
            Map.entry("E", new BigDecimal("1e18")),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
            Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

    static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

    static Optional<Quantity> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String number = form.group(1) + (form.group(2) == null ? "" : form.group(2));
        BigDecimal unit = form.group(3) == null ? BigDecimal.ONE : UNITS.get(form.group(3));
        return Optional.of(new Quantity(new BigDecimal(number).multiply(unit)));
    }

    Quantity plus(Quantity other) {
        return new Quantity(value.add(other.value));
    }

    /** Thousandths, rounded up as Kubernetes rounds. */
    long milli() {
        return value.movePointRight(3).setScale(0, RoundingMode.CEILING).longValue();
    }

    /** Whole units, rounded up. */
    long whole() {
        return value.setScale(0, RoundingMode.CEILING).longValue();
    }

    long mebibytes() {
        return whole() / (1024 * 1024);
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }
}
