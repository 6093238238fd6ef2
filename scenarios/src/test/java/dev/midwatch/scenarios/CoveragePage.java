package dev.midwatch.scenarios;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of docs/coverage.md. */
final class CoveragePage {
    private static final Map<String, String> PEERS =
            Map.of("K", "k8sgpt", "P", "popeye", "R", "Robusta", "A", "Argo CD, cert-manager", "M", "kubernetes-mixin");
    private static final List<String> ORDER = List.of("K", "P", "R", "A", "M");

    private final Catalogue catalogue;
    private final List<Scenario> scenarios;
    private final Set<String> reasons;

    /** @param reasons all that the plugins have */
    CoveragePage(Catalogue catalogue, List<Scenario> scenarios, Set<String> reasons) {
        this.catalogue = catalogue;
        this.scenarios = scenarios;
        this.reasons = reasons;
    }

    String text() {
        StringBuilder page = new StringBuilder("""
            # Coverage

            What is looked for, by row of the catalogue of checks, and how it is tested: scenarios with a fault, whose findings are told exactly as
            the scenario says, and healthy look-alikes, of which nothing is told. Each runs on the simulator; those of the last number of ours are for
            a real API server too. The reasons are those that the row's scenarios show. Of the peers: ● looks for it, ◐ for some of it.
            This page is made of the files in `scenarios`; `-Dmidwatch.docs=write` writes it anew.

            """);
        page.append(sums());
        String area = "";
        for (Catalogue.Row row : catalogue.rows()) {
            if (!row.area().equals(area)) {
                area = row.area();
                page.append(head(area));
            }
            page.append(line(row));
        }
        return page.append(simulatorOnly()).append(unshown()).toString();
    }

    private String sums() {
        long bare = catalogue.rows().stream()
                .filter(row -> faults(row).isEmpty() || lookAlikes(row).isEmpty())
                .count();
        return "%d scenarios: %d with a fault, %d look-alikes; %d are for a real API server too. %s%n"
                .formatted(
                        scenarios.size(),
                        count(one -> !one.lookAlike()),
                        count(Scenario::lookAlike),
                        count(CoveragePage::onRealServer),
                        bare == 0
                                ? "Every row has both."
                                : "**%d of %d rows lack a fault or a look-alike.**"
                                        .formatted(bare, catalogue.rows().size()));
    }

    private static String head(String area) {
        String peers = ORDER.stream().map(PEERS::get).collect(Collectors.joining(" | "));
        return "%n## %s%n| | Looked for | Reasons | Faults | Look-alikes | Real server | %s |%n|---|---|---|---|---|---|---|---|---|---|---|%n"
                .formatted(area, peers);
    }

    private String line(Catalogue.Row row) {
        List<Scenario> faults = faults(row);
        List<Scenario> lookAlikes = lookAlikes(row);
        String shown = faults.stream()
                .flatMap(CoveragePage::reasonsOf)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        long real = Stream.concat(faults.stream(), lookAlikes.stream())
                .filter(CoveragePage::onRealServer)
                .count();
        String peers = ORDER.stream().map(peer -> mark(row, peer)).collect(Collectors.joining(" | "));
        return "| %d | %s | %s | %s | %s | %d | %s |%n"
                .formatted(
                        row.number(),
                        row.looksFor(),
                        shown,
                        number(faults.size()),
                        number(lookAlikes.size()),
                        real,
                        peers);
    }

    private static String number(int count) {
        return count == 0 ? "**none**" : Integer.toString(count);
    }

    private static String mark(Catalogue.Row row, String peer) {
        return row.peers().contains(peer) ? "●" : row.peers().contains(peer + "~") ? "◐" : " ";
    }

    private String simulatorOnly() {
        List<Scenario> some =
                scenarios.stream().filter(one -> !onRealServer(one)).toList();
        StringBuilder text = new StringBuilder("\n## Not on a real API server\n");
        text.append(some.isEmpty() ? "All scenarios run there.\n" : "");
        some.forEach(one -> text.append(
                "- `%s`: %s%n".formatted(one.name(), one.simulatorOnly().orElse("a kubelet answers"))));
        return text.toString();
    }

    private String unshown() {
        StringBuilder text = new StringBuilder("\n## Reasons that no scenario can show\n");
        unshown(scenarios, reasons)
                .forEach(reason -> text.append("- %s: %s%n"
                        .formatted(
                                reason,
                                ShownByTest.of(reason)
                                        .map(one -> "%s; `%s` shows it".formatted(one.why, one.testName()))
                                        .orElse("**nothing shows it**"))));
        return text.toString();
    }

    static Set<String> unshown(List<Scenario> scenarios, Set<String> reasons) {
        Set<String> left = new TreeSet<>(reasons);
        scenarios.stream().flatMap(CoveragePage::reasonsOf).toList().forEach(left::remove);
        return left;
    }

    private static Stream<String> reasonsOf(Scenario scenario) {
        return scenario.expect().stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(one.reason()), one.explains().stream().flatMap(List::stream)));
    }

    /** One in which a kubelet answers is not: there is none. */
    static boolean onRealServer(Scenario scenario) {
        return scenario.simulatorOnly().isEmpty() && scenario.answers().isEmpty();
    }

    private long count(Predicate<Scenario> which) {
        return scenarios.stream().filter(which).count();
    }

    private List<Scenario> faults(Catalogue.Row row) {
        return of(row, one -> !one.lookAlike());
    }

    private List<Scenario> lookAlikes(Catalogue.Row row) {
        return of(row, Scenario::lookAlike);
    }

    private List<Scenario> of(Catalogue.Row row, Predicate<Scenario> which) {
        return scenarios.stream()
                .filter(one -> one.rows().contains(row.number()))
                .filter(which)
                .toList();
    }
}
