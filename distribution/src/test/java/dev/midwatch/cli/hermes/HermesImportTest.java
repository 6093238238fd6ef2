package dev.midwatch.cli.hermes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Job;
import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.Session;
import dev.midwatch.api.store.Turn;
import dev.midwatch.cli.hermes.Takeover.Fate;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.memory.MemorySettings;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.core.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The home of the plan that Midwatch was made after, and others that are not so tidy. */
class HermesImportTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);
    private static final MemorySettings UNREVIEWED = MemorySettings.of(true, true, false);
    private static final List<String> CHECKS =
            List.of("node-not-ready", "node-usage", "pod-crash-loop", "pod-image-pull", "certificate-expiry");

    @TempDir
    Path directory;

    private Path there;
    private Home home;
    private Database database;
    private SessionDatabase sessions;

    @BeforeEach
    void open() throws IOException {
        there = Files.createDirectories(directory.resolve("hermes"));
        home = new Home(directory.resolve("midwatch"));
        home.prepare();
        database = Database.open(home.database());
        sessions = new SessionDatabase(database, CLOCK);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Takeover take(boolean apply, boolean force, MemorySettings memory, List<Job> brought) throws IOException {
        return new HermesImport(home, sessions, memory, CHECKS, brought, List.of("discord"), ZoneOffset.UTC, CLOCK)
                .from(there, apply, force);
    }

    private Takeover apply() throws IOException {
        return take(true, false, UNREVIEWED, List.of());
    }

    private static List<String> what(Takeover takeover, Fate fate) {
        return takeover.items().stream()
                .filter(item -> item.fate() == fate)
                .map(Takeover.Item::what)
                .toList();
    }

    private static String why(Takeover takeover, String what) {
        return takeover.items().stream()
                .filter(item -> item.what().equals(what))
                .map(Takeover.Item::why)
                .findFirst()
                .orElseThrow(() -> new AssertionError(what + " is not in " + takeover.items()));
    }

    private void write(String name, String text) throws IOException {
        Path file = there.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private JobCatalog jobs() {
        return JobCatalog.open(home.jobs(), CLOCK, ZoneOffset.UTC);
    }

    private void writeThePlan() throws IOException {
        for (String name : List.of("config.yaml", "cron/jobs.json")) {
            try (var text = HermesImportTest.class.getResourceAsStream("/hermes/" + name)) {
                write(name, new String(text.readAllBytes()));
            }
        }
        write(".env", """
                OPENAI_API_KEY=sk-litellm-0123456789abcdef
                OPENAI_BASE_URL=https://litellm.rogi.casa/v1
                DISCORD_BOT_TOKEN=discord-token-value
                DISCORD_HOME_CHANNEL=123456789
                # Dashboard auth
                HERMES_DASHBOARD_BASIC_AUTH_USERNAME=roger
                HERMES_DASHBOARD_BASIC_AUTH_PASSWORD=strong-password-value
                """);
        write("SOUL.md", "You are the Platform Engineer for the rogi.casa k3s cluster.\n");
    }

    private Map<Path, String> contents() throws IOException {
        try (Stream<Path> all = Files.walk(home.directory())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("state.db"))
                    .collect(Collectors.toMap(file -> file, HermesImportTest::read));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void takesOverTheWholePlan() throws IOException {
        writeThePlan();

        Takeover takeover = apply();

        assertThat(what(takeover, Fate.LEFT)).containsExactly("config.yaml: terminal");
        assertThat(why(takeover, "config.yaml: terminal")).contains("has no effect", "no shell");
        assertThat(what(takeover, Fate.TAKEN))
                .contains(
                        ".env: OPENAI_API_KEY",
                        ".env: HERMES_DASHBOARD_BASIC_AUTH_PASSWORD",
                        "SOUL.md",
                        "config.yaml: model");
        assertThat(home.config()).hasSameTextualContentAs(there.resolve("config.yaml"));
        assertThat(home.soul()).hasSameTextualContentAs(there.resolve("SOUL.md"));
        Config config = ConfigLoader.load(home, Map.of(), Map.of());
        assertThat(config.model().present()).isTrue();
        assertThat(config.toolLoopGuardrails()).isNotNull();
        assertThat(config.sessions().retentionDays()).isEqualTo(90);
        assertThat(jobs().jobs())
                .extracting(JobDefinition::name)
                .containsExactly(
                        "cluster-health-check",
                        "pod-restart-loop",
                        "pvc-pressure",
                        "argocd-sync-health",
                        "cert-expiry",
                        "node-resource-drift",
                        "daily-cluster-report");
        assertThat(jobs().get("cert-expiry").schedule().text()).isEqualTo("every day at 09:00");
        assertThat(jobs().get("cert-expiry").when()).isEqualTo(Job.When.ON_FINDINGS);
        assertThat(jobs().get("daily-cluster-report").when()).isEqualTo(Job.When.ALWAYS);
        assertThat(why(takeover, "cron/jobs.json: cert-expiry"))
                .contains("its own parser refuses the schedule \"every 1d at 09:00\"")
                .contains("look the checks certificate-expiry");
        assertThat(takeover.items().toString()).doesNotContain("sk-litellm", "strong-password", "discord-token");
    }

    @Test
    void saysTheSameAndWritesNothingBeforeItIsMeant() throws IOException {
        writeThePlan();
        write("sessions/talk.jsonl", "{\"role\": \"user\", \"content\": \"hello\"}\n");
        Map<Path, String> before = contents();

        List<Takeover.Item> said = take(false, false, UNREVIEWED, List.of()).items();

        assertThat(contents()).isEqualTo(before);
        assertThat(sessions.count()).isZero();
        assertThat(apply().items()).isEqualTo(said);
        assertThat(sessions.count()).isEqualTo(1);
    }

    @Test
    void changesNothingTheSecondTime() throws IOException {
        writeThePlan();
        write("memories/MEMORY.md", "The NUC has 24 GiB.\n§\nArgo CD\nowns the manifests.\n");
        write("sessions/talk.jsonl", "{\"role\": \"user\", \"content\": \"hello\"}\n");
        apply();
        Map<Path, String> after = contents();

        Takeover again = apply();

        assertThat(contents()).isEqualTo(after);
        assertThat(sessions.count()).isEqualTo(1);
        assertThat(why(again, "SOUL.md")).isEqualTo("is so here already");
        assertThat(why(again, "memories/MEMORY.md: entry 1")).isEqualTo("is remembered here already");
        assertThat(why(again, "sessions/talk.jsonl")).isEqualTo("1 sessions, 1 of them kept before");
    }

    @Test
    void givesThePluginsJobsTheTimesOfTheOthersAndKeepsTheirChecks() throws IOException {
        writeThePlan();
        Job shipped = Job.watch("cert-expiry", "every day at 07:00", "", "certificate-expiry");
        jobs().seed(List.of(shipped));

        Takeover takeover = take(true, false, UNREVIEWED, List.of(shipped));

        JobDefinition job = jobs().get("cert-expiry");
        assertThat(job.schedule().text()).isEqualTo("every day at 09:00");
        assertThat(job.deliver()).isEqualTo("discord");
        assertThat(job.checks()).containsExactly("certificate-expiry");
        assertThat(job.prompt()).isEqualTo(shipped.prompt());
        assertThat(why(takeover, "cron/jobs.json: cert-expiry")).contains("the prompt stays behind");
    }

    @Test
    void writesOverNothingOfAnOperatorUnlessToldAndKeepsACopyThen() throws IOException {
        writeThePlan();
        Files.writeString(home.soul(), "Mine.\n");
        Files.writeString(home.config(), "timezone: Europe/Berlin\n");
        Files.writeString(home.env(), "OPENAI_API_KEY=another-key-of-mine\n");
        jobs().create(Map.of("name", "pvc-pressure", "schedule", "every 2h", "prompt", "mine"));

        Takeover takeover = apply();

        assertThat(what(takeover, Fate.LEFT))
                .contains("SOUL.md", "config.yaml", ".env: OPENAI_API_KEY", "cron/jobs.json: pvc-pressure");
        assertThat(home.soul()).hasContent("Mine.");
        assertThat(home.env()).content().contains("another-key-of-mine").contains("DISCORD_BOT_TOKEN=");
        assertThat(jobs().get("pvc-pressure").prompt()).isEqualTo("mine");

        take(true, true, UNREVIEWED, List.of());

        assertThat(home.soul()).hasSameTextualContentAs(there.resolve("SOUL.md"));
        assertThat(home.directory().resolve("SOUL.md.2026-11-29.bak")).hasContent("Mine.");
        assertThat(home.directory().resolve("config.yaml.2026-11-29.bak"))
                .content()
                .contains("Europe/Berlin");
        assertThat(jobs().get("pvc-pressure").schedule().text()).isEqualTo("every 30m");
        assertThat(ConfigLoader.load(home, Map.of(), Map.of()).model().apiKey()).isPresent();
    }

    @Test
    void chainsNoJobOfAnOperatorUnlessToldTo() throws IOException {
        write("cron/jobs.json", """
                {"jobs": [
                  {"id": "a1", "name": "first", "schedule": "every 2h", "prompt": "Look."},
                  {"id": "a2", "name": "second", "schedule": "every 2h", "prompt": "Sum up.", "context_from": ["a1"]},
                  {"id": "a3", "name": "third", "schedule": "every 2h", "prompt": "Sum up.", "context_from": ["a1"]}
                ]}
                """);
        jobs().create(Map.of("name", "second", "schedule", "every 3h", "prompt", "mine"));
        apply();
        jobs().edit("third", Map.of("context_from", List.of("second")));

        Takeover takeover = apply();

        assertThat(what(takeover, Fate.LEFT)).containsExactly("cron/jobs.json: second", "cron/jobs.json: third");
        assertThat(jobs().get("second").contextFrom()).isEmpty();
        assertThat(jobs().get("third").contextFrom()).containsExactly("second");

        take(true, true, UNREVIEWED, List.of());

        assertThat(jobs().get("second").contextFrom()).containsExactly("first");
        assertThat(jobs().get("third").contextFrom()).containsExactly("first");
    }

    @Test
    void leavesWhatTheReaderOfTheConfigurationRefusesWithItsWords() throws IOException {
        write("config.yaml", """
                _config_version: 50
                model:
                  provider: openrouter
                  default: some/model
                  base_url: https://openrouter.ai/api/v1
                  api_key: ${ROUTER_KEY}
                  ollama_num_ctx: 32768
                agent:
                  max_turns: many
                discord:
                  require_mention: true
                  home_channel: "42"
                telegram:
                  reactions: true
                sessions:
                  retention_days: 30
                """);
        write(".env", "ROUTER_KEY=router-key-value\nTELEGRAM_BOT_TOKEN=telegram-value\n");

        Takeover takeover = apply();

        assertThat(what(takeover, Fate.LEFT))
                .contains(
                        ".env: TELEGRAM_BOT_TOKEN",
                        "config.yaml: _config_version",
                        "config.yaml: model.ollama_num_ctx",
                        "config.yaml: agent.max_turns",
                        "config.yaml: discord.require_mention",
                        "config.yaml: telegram");
        assertThat(what(takeover, Fate.CHANGED)).contains("config.yaml: model.provider", "config.yaml: model");
        Config config = ConfigLoader.load(home, Map.of(), Map.of());
        assertThat(config.model().name()).contains("some/model");
        assertThat(config.model().apiKey()).isPresent();
        assertThat(config.sessions().retentionDays()).isEqualTo(30);
        assertThat(home.config()).content().contains("${ENV:ROUTER_KEY}").doesNotContain("router-key-value");
    }

    @Test
    void takesMemoriesApartAtTheSectionSign() throws IOException {
        write("memories/MEMORY.md", "The NUC has 24 GiB.\n§\nArgo CD\n  owns the manifests.\n§\n" + "x".repeat(3000));
        write("memories/USER.md", "Roger sleeps until nine.");

        Takeover takeover = apply();

        MemoryFiles memories = new MemoryFiles(home.memories(), UNREVIEWED, CLOCK);
        assertThat(memories.all())
                .extracting(Memory::text)
                .containsExactly("The NUC has 24 GiB.", "Argo CD owns the manifests.", "Roger sleeps until nine.");
        assertThat(memories.all())
                .allSatisfy(memory -> assertThat(memory.source()).startsWith("imported from hermes 2026-11-29"));
        assertThat(what(takeover, Fate.CHANGED)).containsExactly("memories/MEMORY.md: entry 2");
        assertThat(what(takeover, Fate.LEFT)).containsExactly("memories/MEMORY.md: entry 3");
    }

    @Test
    void letsAPersonAcceptWhatIsRememberedWhereThatIsTheRule() throws IOException {
        write("memories/USER.md", "Roger sleeps until nine.");
        MemorySettings reviewed = MemorySettings.of(true, true, true);

        Takeover takeover = take(true, false, reviewed, List.of());

        assertThat(why(takeover, "memories/USER.md: entry 1")).contains("waits for a person");
        assertThat(new MemoryFiles(home.memories(), reviewed, CLOCK).all()).isEmpty();
        assertThat(new MemoryFiles(home.memories(), reviewed, CLOCK).pending()).hasSize(1);
    }

    @Test
    void takesSkillsOutOfTheirCategories() throws IOException {
        write(
                "skills/devops/drain-a-node/SKILL.md",
                "---\nname: drain-a-node\ndescription: How to.\n---\nCordon first.\n");
        write("skills/devops/drain-a-node/references/more.md", "more");
        write("skills/nameless/SKILL.md", "no front matter");
        write("skills/.hub/lock.json", "{}");

        Takeover takeover = apply();

        assertThat(home.skills().resolve("drain-a-node/SKILL.md")).content().contains("Cordon first.");
        assertThat(what(takeover, Fate.CHANGED)).containsExactly("skills/devops/drain-a-node/SKILL.md");
        assertThat(what(takeover, Fate.LEFT))
                .containsExactly("skills/devops/drain-a-node/references/more.md", "skills/nameless/SKILL.md");
    }

    @Test
    void saysWhatIsWrongWithTheFilesAndTakesTheOthers() throws IOException {
        write("config.yaml", "model:\n  default: x\n broken");
        write("cron/jobs.json", "{\"jobs\": [\n  {\"name\": }\n]}");
        Files.writeString(directory.resolve("outside"), "secret of somebody else");
        Files.createSymbolicLink(there.resolve("SOUL.md"), directory.resolve("outside"));
        write("memories/USER.md", "Roger sleeps until nine.");
        Files.write(there.resolve("memories/MEMORY.md"), new byte[3 << 20]);
        write("sessions/broken.jsonl", "{\"role\": \"robot\"}");

        Takeover takeover = apply();

        assertThat(what(takeover, Fate.LEFT))
                .containsExactly(
                        "config.yaml:3", "SOUL.md", "memories/MEMORY.md", "cron/jobs.json:2", "sessions/broken.jsonl");
        assertThat(why(takeover, "SOUL.md")).contains("a link that leads out of");
        assertThat(why(takeover, "sessions/broken.jsonl")).contains("broken.jsonl:1", "no role is called \"robot\"");
        assertThat(what(takeover, Fate.TAKEN)).containsExactly("memories/USER.md: entry 1");
        assertThat(home.soul()).content().doesNotContain("secret of somebody else");
    }

    @Test
    void takesConversationsOutOfTheStore() throws Exception {
        write("SOUL.md", "x");
        try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + there.resolve("state.db"));
                Statement statement = store.createStatement()) {
            statement.executeUpdate("""
                    CREATE TABLE sessions (id TEXT PRIMARY KEY, source TEXT NOT NULL, parent_session_id TEXT, started_at REAL NOT NULL, title TEXT);
                    CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT NOT NULL, role TEXT NOT NULL, content TEXT,
                        tool_call_id TEXT, tool_calls TEXT, tool_name TEXT, timestamp REAL NOT NULL, active INTEGER NOT NULL DEFAULT 1);
                    INSERT INTO sessions VALUES ('20260101_090000_a1b2c3', 'discord', NULL, 1767258000.5, 'Slow ingress');
                    INSERT INTO messages (session_id, role, content, timestamp, active) VALUES
                        ('20260101_090000_a1b2c3', 'user', 'put away', 1767258000.5, 0),
                        ('20260101_090000_a1b2c3', 'user', 'Why is it slow?', 1767258001.25, 1);
                    INSERT INTO messages (session_id, role, tool_calls, timestamp) VALUES ('20260101_090000_a1b2c3', 'assistant',
                        '[{"id": "c1", "function": {"name": "terminal", "arguments": "{}"}}]', 1767258002);
                    INSERT INTO messages (session_id, role, content, tool_call_id, tool_name, timestamp) VALUES
                        ('20260101_090000_a1b2c3', 'tool', 'throttled', 'c1', 'terminal', 1767258003);
                    """);
        }

        assertThat(why(take(false, false, UNREVIEWED, List.of()), "state.db")).isEqualTo("1 sessions");
        apply();

        Session session = sessions.recent(5).get(0);
        assertThat(session.title()).isEqualTo("Slow ingress");
        assertThat(session.origin()).isEqualTo("import:hermes");
        assertThat(session.started()).isEqualTo(Instant.parse("2026-01-01T09:00:00.500Z"));
        assertThat(sessions.turns(session.id()))
                .extracting(Turn::text)
                .containsExactly("Why is it slow?", "terminal {}\nthrottled");
        assertThat(why(apply(), "state.db")).isEqualTo("1 sessions, 1 of them kept before");
    }

    @Test
    void leavesASessionOfTheStoreThatCannotBeReadAndTakesTheOthers() throws Exception {
        write("SOUL.md", "x");
        try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + there.resolve("state.db"));
                Statement statement = store.createStatement()) {
            statement.executeUpdate("""
                    CREATE TABLE sessions (id TEXT PRIMARY KEY, source TEXT NOT NULL, parent_session_id TEXT, started_at REAL NOT NULL, title TEXT);
                    CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT NOT NULL, role TEXT NOT NULL, content TEXT,
                        tool_call_id TEXT, tool_calls TEXT, tool_name TEXT, timestamp REAL NOT NULL);
                    INSERT INTO sessions VALUES ('first', 'cli', NULL, 1, NULL), ('second', 'discord', NULL, 2, NULL);
                    INSERT INTO messages (session_id, role, content, timestamp) VALUES
                        ('first', 'robot', 'beep', 1), ('second', 'session_meta', '{}', 2), ('second', 'user', 'Hello', 3);
                    """);
        }

        Takeover takeover = apply();

        assertThat(why(takeover, "state.db: first")).contains("no role is called \"robot\"");
        assertThat(why(takeover, "state.db")).isEqualTo("1 sessions");
        assertThat(sessions.recent(5)).extracting(Session::title).containsExactly("Hello");
    }

    @Test
    void leavesAStoreThatIsNone() throws IOException {
        write("state.db", "this is no database, only a file of that name");

        assertThat(what(apply(), Fate.LEFT)).containsExactly("state.db");
    }

    @Test
    void keepsAJobThatCannotBeOneHereOut() throws IOException {
        write("cron/jobs.json", """
                {"jobs": [
                  {"id": "a1", "name": "Backup Check!", "schedule": {"kind": "interval", "minutes": 120}, "prompt": "Is there a backup?",
                   "deliver": "telegram:5", "enabled": false, "workdir": "/workspace"},
                  {"id": "a2", "name": "chained", "schedule": {"kind": "cron", "expr": "0 9 * * 1"}, "prompt": "Sum up.", "context_from": ["a1"],
                   "deliver": "origin", "origin": {"platform": "discord", "chat_id": "77"}, "repeat": {"times": 5, "completed": 2}},
                  {"id": "a3", "name": "gone", "schedule": {"kind": "once", "run_at": "2026-01-01T09:00:00+00:00"}, "prompt": "x"},
                  {"id": "a4", "name": "script", "schedule": {"kind": "interval", "minutes": 5}, "no_agent": true, "script": "x.py"},
                  {"id": "a5", "name": "odd", "schedule": "when the moon is full", "prompt": "x"}
                ]}
                """);

        Takeover takeover = apply();

        assertThat(what(takeover, Fate.LEFT))
                .containsExactly("cron/jobs.json: gone", "cron/jobs.json: script", "cron/jobs.json: odd");
        assertThat(why(takeover, "cron/jobs.json: backup-check"))
                .contains("is called backup-check here", "no channel telegram here", "workdir stays behind");
        JobDefinition backup = jobs().get("backup-check");
        assertThat(backup.schedule().text()).isEqualTo("every 2h");
        assertThat(backup.enabled()).isFalse();
        assertThat(backup.deliver()).isEqualTo("console");
        JobDefinition chained = jobs().get("chained");
        assertThat(chained.contextFrom()).containsExactly("backup-check");
        assertThat(chained.deliver()).isEqualTo("discord:77");
        assertThat(chained.repeat()).hasValue(3);
    }

    @Test
    void leavesASkillThatCouldNotBeReadHere() throws IOException {
        write("skills/ops/drain/SKILL.md", "---\nname: Drain a node\ndescription: How to.\n---\nCordon first.\n");
        write("skills/ops/Roll_Back/SKILL.md", "---\nname: Roll_Back\ndescription: How to.\n---\nUndo.\n");

        Takeover takeover = apply();

        assertThat(what(takeover, Fate.CHANGED)).isEmpty();
        assertThat(why(takeover, "skills/ops/drain/SKILL.md")).contains("\"Drain a node\"", "\"drain\"");
        assertThat(why(takeover, "skills/ops/Roll_Back/SKILL.md")).contains("lower case letters");
    }

    @Test
    void refusesADirectoryThatIsNoSuchHome() {
        assertThatThrownBy(this::apply)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not the home of that agent");
        there = directory.resolve("nowhere");
        assertThatThrownBy(this::apply).hasMessageContaining("there is no directory");
        there = home.directory();
        assertThatThrownBy(this::apply).hasMessageContaining("is the home here");
    }
}
