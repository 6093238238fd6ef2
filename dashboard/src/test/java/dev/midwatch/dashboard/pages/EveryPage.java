package dev.midwatch.dashboard.pages;

import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.Memory.About;
import dev.midwatch.api.store.Turn;
import dev.midwatch.api.store.Turn.Role;
import dev.midwatch.core.agent.TokenLedger;
import dev.midwatch.core.agent.TokenTable;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.store.Database;
import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.FindingFilter;
import dev.midwatch.core.view.Logs;
import dev.midwatch.core.view.Page;
import dev.midwatch.dashboard.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A dashboard of which no page is empty: its finding and its proposal wait, jobs have run, somebody has talked. */
final class EveryPage implements AutoCloseable {
    static final String JOB = "cluster-health-check";
    private static final String PODS =
            "NAME                    READY   STATUS             RESTARTS   AGE\nshop-6d5f7c9b8d-x2x7q   0/1     CrashLoopBackOff   7          24m";
    private static final String ANSWER = """
            ## What happened
            **shop/shop** began to crash at 00:20: its new image cannot find `DATABASE_URL`.

            | pod | restarts | last exit |
            |---|---|---|
            | shop-6d5f7c9b8d-x2x7q | 7 | 1 Error |

            1. Roll back to revision 3, or
            2. set the variable, as the [documentation](https://kubernetes.io/docs/) says.

            ```
            kubectl -n shop rollout undo deployment/shop
            ```
            """;

    final Stage stage;
    final TestDashboard dashboard;
    private final String session;

    EveryPage(Path directory) {
        stage = Stage.demo(directory, """
                timezone: UTC
                model: {default: scripted, base_url: "http://127.0.0.1:9/v1", context_length: 200000}
                memory: {write_approval: true}
                discord:
                  token: "MTA5ODc2NTQzMjEwOTg3NjU0.GabcDe.aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789ab"
                """).minutes(32);
        stage.view()
                .jobs()
                .pause("pvc-pressure", "until the storage is moved", new Actor("dashboard:ann", Level.APPROVER));
        use("daily-cluster-report", 9_000);
        use(JOB, 4_000);
        use("pod-restart-loop", 2_500);
        use("chat", 1_200);
        for (int n = 0; n < 40; n++) {
            String level = List.of("INFO", "INFO", "DEBUG", "WARN", "ERROR").get(n % 5);
            log(level, "line " + n + " of the watch says how it goes");
        }
        session = conversation();
        remember();
        dashboard = new TestDashboard(stage.view(), stage.simulation.clock(), directory, Level.APPROVER);
    }

    private void use(String job, long most) {
        TokenTable tokens = new TokenTable(stage.kernel.get(Database.class));
        for (int ago = 0; ago < 30; ago++) {
            long input = most * (3 + (ago * 7 + job.length()) % 8) / 10;
            tokens.add(new TokenLedger.Entry(
                    job, "r" + ago, "m", input, input / 8, Instant.now().minus(Duration.ofDays(ago))));
        }
    }

    static void log(String level, String text) {
        Logs.ofProcess().add(Instant.parse("2026-03-02T00:00:00Z"), level, "dev.midwatch.core.job.Scheduler", text);
    }

    private String conversation() {
        SessionDatabase sessions = stage.kernel.get(SessionDatabase.class);
        sessions.start("Morning report of the certificates that will expire", "job:cert-expiry");
        String id = sessions.start("Why does the shop crash?", "dashboard:ann").id();
        say(sessions, id, Role.USER, "Why does the shop crash?");
        say(sessions, id, Role.TOOL, "kubectl {\"command\":\"get pods -n shop\"}\n" + PODS);
        say(sessions, id, Role.TOOL, "findings {}\nCrashLoopBackOff Deployment shop/shop");
        say(sessions, id, Role.ASSISTANT, ANSWER);
        say(sessions, id, Role.USER, "Thank you <b>very</b> much \u202Egnol");
        say(sessions, id, Role.SYSTEM, "stopped: turns, no answer after 20 turns");
        return id;
    }

    private void say(SessionDatabase sessions, String id, Role role, String text) {
        sessions.append(id, new Turn(role, text, stage.simulation.clock().instant()));
    }

    private void remember() {
        MemoryFiles memories = stage.kernel.get(MemoryFiles.class);
        memories.remember(new Memory(
                About.WORK, "The shop is deployed by Argo CD from the repository shop-deploy.", "session:1"));
        memories.accept(memories.pending().get(0));
        memories.remember(
                new Memory(About.PEOPLE, "Ann is on call until Friday and wants short answers.", "session:2"));
    }

    /** Where each is, by a name for its picture. */
    Map<String, String> paths() {
        String finding = stage.view()
                .findings()
                .list(FindingFilter.OPEN, Page.first(1))
                .items()
                .get(0)
                .fingerprint();
        String proposal = stage.view().proposals().waiting().get(0).id();
        long run = stage.view().runs().list(Optional.empty(), Page.first(50)).items().stream()
                .filter(one -> one.state().equals("report"))
                .findFirst()
                .orElseThrow()
                .id();
        Map<String, String> paths = new LinkedHashMap<>();
        for (Section section : Section.values()) {
            paths.put(section.label().toLowerCase(Locale.ROOT), section.path());
        }
        paths.put("menu", "/#menu");
        paths.put("finding", "/findings/" + finding);
        paths.put("silence", "/silences/new?namespace=shop");
        paths.put("silences", "/silences");
        paths.put("proposal", "/proposals/" + proposal);
        paths.put("decide", "/proposals/" + proposal + "/approve");
        paths.put("refused", "/findings/0000dead0000");
        paths.put("job", "/jobs/" + JOB);
        paths.put("job-paused", "/jobs/pvc-pressure");
        paths.put("job-new", "/jobs-new");
        paths.put("job-edit", "/jobs/" + JOB + "/edit");
        paths.put("job-remove", "/jobs/" + JOB + "/remove");
        paths.put("runs", "/runs");
        paths.put("run", "/runs/" + run);
        paths.put("logs-found", "/logs?text=watch");
        paths.put("tools-of-a-viewer", "/tools?level=viewer");
        paths.put("sessions-found", "/sessions?q=crash");
        paths.put("session", "/sessions/" + session);
        paths.put("chat-old", "/chat/" + session);
        paths.put("settings-soul", "/settings/SOUL.md");
        paths.put("settings-edit", "/settings/config.yaml");
        return paths;
    }

    @Override
    public void close() {
        dashboard.close();
        stage.close();
    }
}
