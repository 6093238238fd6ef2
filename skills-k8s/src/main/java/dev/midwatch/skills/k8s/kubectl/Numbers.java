package dev.midwatch.skills.k8s.kubectl;

import java.math.BigDecimal;

/** Numbers as Go writes them. */
final class Numbers {
    private Numbers() {}

    /** A whole number without a fraction, anything else as short as it can be. */
    static String text(Number number) {
        if (number instanceof Double || number instanceof Float || number instanceof BigDecimal) {
            BigDecimal decimal = new BigDecimal(number.toString()).stripTrailingZeros();
            return decimal.scale() <= 0 ? decimal.toBigInteger().toString() : decimal.toPlainString();
        }
        return number.toString();
    }
}
