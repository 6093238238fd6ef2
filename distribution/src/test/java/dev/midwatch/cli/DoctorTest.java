package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.api.channel.Symptom;
import dev.midwatch.core.KernelOptions;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.text.PlainText;
import dev.midwatch.examined.ExaminedPlugin;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of channels. */
class DoctorTest {
    @TempDir
    Path directory;

    private List<Symptom> examine(String config) throws IOException {
        Home home = new Home(directory.resolve("home"));
        home.prepare();
        Files.writeString(home.config(), config);
        jar(Files.createDirectories(directory.resolve("plugins")).resolve("examined.jar"));
        KernelOptions options = new KernelOptions(
                home,
                Map.of("USER", "tester"),
                Map.of(),
                directory.resolve("plugins"),
                Clock.systemUTC(),
                new PrintStream(OutputStream.nullOutputStream()),
                Optional.empty(),
                false,
                Runnable::run);
        try (Workspace workspace = new Workspace(options)) {
            return new Doctor(workspace).examine();
        }
    }

    private static List<Symptom> ofChannels(List<Symptom> all) {
        return all.stream()
                .filter(one -> one.what().matches("(examined|broken).*"))
                .toList();
    }

    @Test
    void listsWhatEachChannelSaysOfItselfInTheirOrderAndStartsNothing() throws IOException {
        List<Symptom> symptoms =
                ofChannels(examine("examined: {bot_token: lilac-tunnel-5517, allowed_users: [1], allowed_roles: [2]}"));

        assertThat(symptoms)
                .extracting(one -> one.state() + " " + one.what())
                .containsExactly(
                        "OK examined token",
                        "FAIL examined home",
                        "OK examined people",
                        "FAIL broken",
                        "OK broken people");
        assertThat(symptoms.get(1).text()).isEqualTo("is gone; set examined.home");
        assertThat(symptoms.get(2).text()).isEqualTo("1 approver, 1 viewer");
        assertThat(symptoms.get(3).text())
                .startsWith("broke down when it was to look at itself: ")
                .contains("no idea, but the token is ");
        assertThat(PlainText.ofProcess().of(symptoms.get(3).text()))
                .as("as it is printed")
                .doesNotContain("lilac-tunnel");
        assertThat(directory.resolve("home/plugin-data/channel-examined")).isEmptyDirectory();
    }

    @Test
    void warnsOfAChannelThatNobodyMayCommand() throws IOException {
        assertThat(ofChannels(examine("")))
                .filteredOn(one -> one.what().equals("examined people"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.state()).isEqualTo(Symptom.State.WARN);
                    assertThat(one.text())
                            .isEqualTo(
                                    "nobody may ask or command Midwatch through examined: set examined.allowed_users or examined.allowed_roles in config.yaml");
                });
    }

    @Test
    void saysWhatIsWrongAboutThePeople() throws IOException {
        assertThat(examine("examined:\n  levels: {1: boss}"))
                .filteredOn(one -> one.what().equals("configuration"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.state()).isEqualTo(Symptom.State.FAIL);
                    assertThat(one.text()).contains("examined.levels.1", "viewer, operator, approver");
                });
    }

    @Test
    void doesNotWaitForAChannelForEver() {
        CountDownLatch never = new CountDownLatch(1);
        List<Symptom> symptoms = new ChannelExamination(Duration.ofMillis(50)).of("slow", new Channel() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public Receipt send(OutboundMessage message) {
                throw new IllegalStateException("the doctor sends nothing");
            }

            @Override
            public List<Symptom> examine() {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return List.of();
            }
        });
        assertThat(symptoms)
                .containsExactly(Symptom.fail("slow", "did not come to an end with looking at itself within 50ms"));
    }

    /** The plugin's classes, as somebody would build them. */
    private static void jar(Path file) throws IOException {
        Path classes = Path.of("target/test-classes");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
                Stream<Path> all = Files.list(classes.resolve("dev/midwatch/examined"))) {
            for (Path one : all.toList()) {
                jar.putNextEntry(new JarEntry("dev/midwatch/examined/" + one.getFileName()));
                jar.write(Files.readAllBytes(one));
            }
            jar.putNextEntry(new JarEntry("META-INF/services/" + Plugin.class.getName()));
            jar.write(ExaminedPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }
}
