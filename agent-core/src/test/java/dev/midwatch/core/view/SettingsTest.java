package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.ConfigLoader;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.config.LiveConfig;
import dev.midwatch.core.tool.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Actor ROGER = new Actor("dashboard:roger", Level.APPROVER);
    private static final String CONFIG = "config.yaml";
    private static final String TEXT = """
            # ours
            timezone: Europe/Berlin
            dashboard:
              basic_auth:
                username: roger
                password: tr0cken-Tr0cken!
            """;

    @TempDir
    Path directory;

    private Home home;
    private Audit audit;
    private Settings settings;

    @BeforeEach
    void open() throws IOException {
        home = new Home(directory);
        audit = new Audit(home.audit(), Clock.systemUTC());
        write(TEXT);
    }

    private void write(String text) throws IOException {
        Files.writeString(home.config(), text);
        settings = new Settings(
                home,
                new LiveConfig(home, Map.of("GIVEN_TOKEN", "g1ven-by-the-Process"), Map.of(), config -> {}),
                audit);
    }

    private TextFile save(String edited) {
        return settings.save(CONFIG, edited, settings.read(CONFIG).version(), ROGER);
    }

    private String config() throws IOException {
        return Files.readString(home.config());
    }

    @Test
    void showsNoSecret() {
        assertThat(settings.read(CONFIG).text()).contains("password: ********1").doesNotContain("tr0cken");
        assertThat(settings.inForce()).doesNotContain("tr0cken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1\r\nb: 2\r\n",
                "timezone: UTC",
                "timezone: UTC\r\n# x\n",
                "\n\n",
                "\ufeff# marked\n",
                "# tab\there\r"
            })
    void changesNotOneByteOfWhatNobodyEdited(String text) throws IOException {
        write(text.replace(
                "a: 1\r\nb: 2", "timezone: UTC\r\ndashboard: {basic_auth: {username: r, password: tr0cken-Tr0cken!}}"));
        byte[] before = Files.readAllBytes(home.config());
        String asABrowserSends = settings.read(CONFIG)
                .text()
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace("\n", "\r\n");
        save(asABrowserSends);
        assertThat(Files.readAllBytes(home.config())).isEqualTo(before);
    }

    @Test
    void keepsTheSecretAroundWhichSomethingIsEdited() throws IOException {
        TextFile after =
                save(settings.read(CONFIG).text().replace("Berlin", "Paris").replace("\n", "\r\n"));
        assertThat(config()).isEqualTo(TEXT.replace("Berlin", "Paris"));
        assertThat(after.text()).contains("Paris").doesNotContain("tr0cken");
        assertThat(Files.readString(directory.resolve("config.yaml.previous"))).isEqualTo(TEXT);
        assertThat(audit.lines())
                .singleElement()
                .asString()
                .contains("settings saved", "dashboard:roger")
                .doesNotContain("tr0cken");
    }

    @Test
    void keepsTheLineBreaksOfAFileThatIsEdited() throws IOException {
        write(TEXT.replace("\n", "\r\n"));
        save(settings.read(CONFIG).text().replace("Berlin", "Paris").replace("\r\n", "\n"));
        assertThat(config()).isEqualTo(TEXT.replace("Berlin", "Paris").replace("\n", "\r\n"));
    }

    @Test
    void takesAFreshSecretAndForgetsOneThatIsTakenOut() throws IOException {
        save(settings.read(CONFIG).text().replace("********1", "quite-An0ther"));
        assertThat(config()).contains("password: quite-An0ther\n").doesNotContain("tr0cken");
        save("timezone: UTC");
        assertThat(config()).isEqualTo("timezone: UTC\n");
    }

    @Test
    void saysWhatIsWrongWithLineAndKeyAndSavesNothing() throws IOException {
        String edited = settings.read(CONFIG).text().replace("Europe/Berlin", "Europe/Barlin");
        assertThat(settings.check(CONFIG, edited).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.path()).isEqualTo("timezone");
            assertThat(problem.message()).contains("Europe/Barlin");
        });
        refused(Refusal.Why.INVALID, edited, "config.yaml:2: timezone:");
        assertThat(config()).isEqualTo(TEXT);
        assertThat(audit.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timezone: ********1\n",
                "timezone: ${GIVEN_TOKEN}\n",
                "dashboard: {port: \"********1\"}\n",
                "? ********1 : [\n",
                "timezone: \"********1\n",
                "dashboard: ********1\n"
            })
    void neverTellsASecretByWhatIsWrongWithIt(String edited) {
        assertThat(settings.check(CONFIG, edited).problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("tr0cken", "g1ven"));
    }

    @Test
    void refusesAMarkThatStandsForNothing() {
        assertThat(settings.check(CONFIG, "dashboard: {basic_auth: {username: r, password: \"********2\"}}\n")
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("********2"));
    }

    @Test
    void hintsAtAVariableInTheFormThatIsReplaced() throws IOException {
        String hint = settings.check(CONFIG, "dashboard: {basic_auth: {username: r, password: \"********2\"}}\n")
                .problems()
                .get(0)
                .hint();
        String hinted = hint.replaceAll(".*(\\$\\{.*}).*", "$1").replace("NAME", "GIVEN_TOKEN");
        save(TEXT.replace("tr0cken-Tr0cken!", "\"" + hinted + "\""));
        Config read = ConfigLoader.load(home, Map.of("GIVEN_TOKEN", "g1ven-by-the-Process"), Map.of());
        assertThat(read.dashboard().basicAuth().password().orElseThrow().reveal())
                .isEqualTo("g1ven-by-the-Process");
    }

    @Test
    void refusesToSaveOverWhatSomebodyElseWrote() throws IOException {
        String version = settings.read(CONFIG).version();
        Files.writeString(home.config(), TEXT + "# by hand\n");
        assertThatThrownBy(() -> settings.save(CONFIG, "timezone: UTC\n", version, ROGER))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.why()).isEqualTo(Refusal.Why.CONFLICT));
        assertThat(config()).endsWith("# by hand\n");
    }

    @Test
    void tellsNothingOfASecretByTheVersion() throws IOException {
        String version = settings.read(CONFIG).version();
        write(TEXT.replace("tr0cken", "mouille"));
        assertThat(settings.read(CONFIG).version()).isEqualTo(version);
        settings.save(CONFIG, settings.read(CONFIG).text().replace("Berlin", "Paris"), version, ROGER);
        assertThat(config()).contains("mouille-Tr0cken!", "Paris");
    }

    @Test
    void keepsTheModeOfTheFileAndLetsNobodyReadTheCopy() throws IOException {
        for (String mode : new String[] {"rw-------", "rw-r-----"}) {
            Files.setPosixFilePermissions(home.config(), PosixFilePermissions.fromString(mode));
            save("timezone: UTC # " + mode);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.config())))
                    .isEqualTo(mode);
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.resolve("config.yaml.previous"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void writesThroughALink() throws IOException {
        Path real = Files.createDirectory(directory.resolve("git")).resolve("midwatch.yaml");
        Files.move(home.config(), real);
        Files.createSymbolicLink(home.config(), real);
        save("timezone: UTC\n");
        assertThat(home.config()).isSymbolicLink();
        assertThat(real).hasContent("timezone: UTC\n");
    }

    @Test
    void leavesAFileAloneThatIsNotToBeWritten() throws IOException {
        Files.setPosixFilePermissions(home.config(), PosixFilePermissions.fromString("r--r--r--"));
        refused(Refusal.Why.CONFLICT, "timezone: UTC\n", "cannot be written here");
        assertThat(config()).isEqualTo(TEXT);
        assertThat(audit.lines()).hasSize(2).last().asString().contains("settings not saved");
    }

    @Test
    void beginsWithAFileThatIsNotThere() throws IOException {
        Files.delete(home.config());
        assertThat(settings.read(CONFIG).text()).isEmpty();
        save("timezone: UTC");
        assertThat(config()).isEqualTo("timezone: UTC\n");
    }

    @Test
    void refusesWhatIsTooLongAlsoOnceTheSecretsArePutIn() throws IOException {
        write("# password=" + "tr0cken-Tr0cken".repeat(5_000) + "\n");
        assertThat(settings.read(CONFIG).text().length()).isLessThan(1_000);
        String many = "# ********1\n".repeat(80_000);
        assertThat(settings.check(CONFIG, many).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("longer than 1 MB"));
        assertThat(settings.check("SOUL.md", "x".repeat(2 << 20)).problems()).hasSize(1);
    }

    @Test
    void saysThatAFileIsNoText() throws IOException {
        Files.write(home.config(), new byte[] {'#', ' ', (byte) 0xff, '\n'});
        assertThatThrownBy(() -> settings.read(CONFIG))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void letsOnlyApproversSaveAndNamesTheFilesThatThereAre() {
        assertThatThrownBy(() -> settings.save(CONFIG, "", "", new Actor("api:ci", Level.OPERATOR)))
                .hasMessageContaining("approver");
        assertThatThrownBy(() -> settings.read("../.env")).hasMessageContaining("../.env");
    }

    @Test
    void editsThePersonaWithoutJudgingIt() throws IOException {
        Files.writeString(home.soul(), "Be kind.\nYour password: tr0cken-Tr0cken!\n");
        TextFile soul = settings.read("SOUL.md");
        settings.save("SOUL.md", soul.text().replace("kind", "short: {"), soul.version(), ROGER);
        assertThat(home.soul()).hasContent("Be short: {.\nYour password: tr0cken-Tr0cken!\n");
    }

    private void refused(Refusal.Why why, String edited, String words) {
        assertThatThrownBy(() -> save(edited))
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
    }
}
