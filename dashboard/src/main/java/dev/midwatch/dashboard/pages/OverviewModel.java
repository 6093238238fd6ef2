package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.FindingRow;
import dev.midwatch.core.view.Overview;
import java.util.List;
import java.util.Locale;

/** @param findings the gravest of the open ones */
public record OverviewModel(Overview overview, Verdict verdict, List<FindingRow> findings, Times times) {
    /** {@code 12,345 of 200,000}. */
    public String tokens() {
        String today = String.format(Locale.ROOT, "%,d", overview.tokensToday());
        return overview.tokensADay() > 0
                ? today + " of " + String.format(Locale.ROOT, "%,d", overview.tokensADay())
                : today + ", without a limit";
    }
}
