package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.midwatch.core.view.UsageDay;
import gg.jte.output.StringOutput;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class UsageChartTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

    @Test
    void putsTheDearestJobFirstAndAtTheBottom() {
        UsageChart chart = new UsageChart(
                TODAY,
                List.of(
                        new UsageDay(TODAY.minusDays(1), "chat", 100, 50, 2),
                        new UsageDay(TODAY, "chat", 100, 50, 1),
                        new UsageDay(TODAY, "report", 900, 100, 3)));
        assertThat(chart.totals())
                .extracting(UsageChart.Total::job, UsageChart.Total::tokens, UsageChart.Total::calls)
                .containsExactly(tuple("report", 1000L, 3L), tuple("chat", 300L, 3L));
        assertThat(drawn(chart).select("rect.series-0")).hasSize(1);
        assertThat(drawn(chart).select("rect.series-1")).hasSize(2);
        assertThat(bottom(drawn(chart), "rect.series-0")).isEqualTo(150);
    }

    @Test
    void staysWithinItsFieldAndDrawsEvenOneToken() {
        UsageChart chart = new UsageChart(
                TODAY,
                List.of(new UsageDay(TODAY.minusDays(29), "a", 1, 0, 1), new UsageDay(TODAY, "b", 4_999_999, 0, 1)));
        assertThat(drawn(chart).select("rect"))
                .hasSize(2)
                .allMatch(bar -> Integer.parseInt(bar.attr("y")) >= 10 && Integer.parseInt(bar.attr("height")) >= 1);
        assertThat(drawn(chart).select("text").eachText()).contains("5M", "2.5M", "0", "2 Mar");
    }

    @Test
    void givesManyJobsOneColourTogether() {
        UsageChart chart = new UsageChart(
                TODAY,
                IntStream.range(0, 8)
                        .mapToObj(n -> new UsageDay(TODAY, "job-" + n, 100 - n, 0, 1))
                        .toList());
        assertThat(chart.totals())
                .extracting(UsageChart.Total::series)
                .endsWith("series-4", "series-5", "series-5", "series-5");
    }

    @Test
    void roundsItsLinesToWhatCanBeRead() {
        assertThat(UsageChart.roundedUp(0)).isEqualTo(10);
        assertThat(UsageChart.roundedUp(20)).isEqualTo(20);
        assertThat(UsageChart.roundedUp(2_100)).isEqualTo(5_000);
        assertThat(UsageChart.roundedUp(1_234_567_890_123L)).isEqualTo(2_000_000_000_000L);
        assertThat(UsageChart.brief(1_500)).isEqualTo("1.5k");
        assertThat(UsageChart.brief(2_000_000)).isEqualTo("2M");
    }

    private static int bottom(Document svg, String bar) {
        return Integer.parseInt(svg.select(bar).attr("y"))
                + Integer.parseInt(svg.select(bar).attr("height"));
    }

    private static Document drawn(UsageChart chart) {
        StringOutput out = new StringOutput();
        chart.drawn().writeTo(out);
        return Jsoup.parse(out.toString(), "", Parser.xmlParser());
    }
}
