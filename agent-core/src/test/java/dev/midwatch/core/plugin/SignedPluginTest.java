package dev.midwatch.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.PluginContext;
import dev.midwatch.core.config.Config;
import dev.midwatch.core.config.ConfigException;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.config.PluginsConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedPluginTest {
    private static final char[] PASSWORD = "test-password".toCharArray();

    @TempDir
    static Path keys;

    @TempDir
    Path home;

    private Path plugins;
    private Clock clock = Clock.systemUTC();

    @BeforeAll
    static void makeKeys() throws Exception {
        PluginJar.plugin("acme.a.A", "a", "").write(keys.resolve("a.jar"));
        for (String name : List.of("team", "stranger")) {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            name,
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=" + name,
                            "-keystore",
                            keys.resolve(name + ".p12").toString(),
                            "-storepass",
                            new String(PASSWORD))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes());
            assertThat(keytool.waitFor()).as(said).isZero();
            byte[] certificate = store(name).getCertificate(name).getEncoded();
            Files.writeString(
                    keys.resolve(name + ".pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder().encodeToString(certificate)
                            + "\n-----END CERTIFICATE-----\n");
        }
    }

    private static KeyStore store(String name) throws Exception {
        return KeyStore.getInstance(keys.resolve(name + ".p12").toFile(), PASSWORD);
    }

    private static void sign(Path jar, String name) throws Exception {
        sign(jar, name, "SHA-256");
    }

    private static void sign(Path jar, String name, String digest) throws Exception {
        KeyStore store = store(name);
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(store.getCertificate(name)));
        JarSigner signer = new JarSigner.Builder((PrivateKey) store.getKey(name, PASSWORD), path)
                .digestAlgorithm(digest)
                .signerName(name)
                .build();
        Path signed = jar.resolveSibling("signed");
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            signer.sign(in, out);
        }
        Files.move(signed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    @BeforeEach
    void writeAPlugin() throws IOException {
        plugins = home.resolve("plugins");
        Files.createDirectories(plugins);
        Files.copy(keys.resolve("a.jar"), jar());
    }

    private Path jar() {
        return plugins.resolve("a.jar");
    }

    private Plugins load() {
        PluginsConfig config = new PluginsConfig(Optional.empty(), true, List.of(keys.resolve("team.pem")));
        Function<String, PluginContext> contexts =
                PluginContexts.of(Config.defaults(), new Home(home), null, null, Clock.systemUTC());
        return new LivePlugins(
                        home.resolve("none"),
                        Optional.of(PluginSource.own(config, home, clock)),
                        now -> contexts,
                        Config.defaults(),
                        clock)
                .current();
    }

    private void assertLeftOut(String reason) {
        try (Plugins loaded = load()) {
            assertThat(loaded.loaded()).isEmpty();
            assertThat(loaded.problems())
                    .singleElement()
                    .extracting(PluginProblem::toString)
                    .asString()
                    .startsWith(jar() + ": ")
                    .contains(reason);
        }
    }

    private void slipIn(String entry, InputStream content) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar().toUri()), Map.of())) {
            Path target = zip.getPath("/" + entry);
            Files.createDirectories(target.getParent());
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void aJarSignedByTheTeamLoads() throws Exception {
        sign(jar(), "team");
        try (Plugins loaded = load()) {
            assertThat(loaded.problems()).isEmpty();
            assertThat(loaded.loaded()).hasSize(1);
        }
    }

    @Test
    void anUnsignedJarIsLeftOut() {
        assertLeftOut("is not signed, or with an algorithm that is broken, and plugins.require_signed is on");
    }

    @Test
    void aJarSignedByAStrangerIsLeftOut() throws Exception {
        sign(jar(), "stranger");
        assertLeftOut("by none of plugins.trusted_certificates");
    }

    @Test
    void anEntrySlippedInIsNoticed() throws Exception {
        sign(jar(), "team");
        slipIn("acme/Evil.class", InputStream.nullInputStream());
        assertLeftOut("acme/Evil.class is not signed");
    }

    @Test
    void aChangedEntryIsNoticed() throws Exception {
        sign(jar(), "team");
        slipIn("META-INF/services/dev.midwatch.api.Plugin", new ByteArrayInputStream("acme.a.B".getBytes()));
        assertLeftOut("was changed after it was signed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/versions/17/acme/a/A.class",
                "META-INF/services/java.lang.System$LoggerFinder",
                "META-INF/INDEX.LIST",
                "META-INF/SIG-MORE",
                "META-INF/deep/MORE.SF",
                "META-INF/manifest.mf/acme/A.class",
                "config.properties"
            })
    void nothingIsSlippedInWhereverItStands(String entry) throws Exception {
        sign(jar(), "team");
        slipIn(entry, new ByteArrayInputStream("Evil: true\n".getBytes()));
        assertLeftOut(entry + " is not signed");
    }

    @Test
    void aManifestThatWasChangedIsNoticed() throws Exception {
        sign(jar(), "team");
        String manifest;
        try (ZipFile zip = new ZipFile(jar().toFile())) {
            manifest = new String(
                    zip.getInputStream(zip.getEntry("META-INF/MANIFEST.MF")).readAllBytes());
        }
        slipIn(
                "META-INF/MANIFEST.MF",
                new ByteArrayInputStream(manifest.replaceFirst("\r\n", "\r\nMulti-Release: true\r\n")
                        .getBytes()));
        assertLeftOut("was changed after it was signed");
    }

    @Test
    void aManifestThatLeadsElsewhereIsRefusedAlthoughItIsSigned() throws Exception {
        PluginJar.plugin("acme.a.A", "a", "")
                .manifest("Class-Path", "../evil.jar")
                .write(jar());
        sign(jar(), "team");
        assertLeftOut("its manifest has a Class-Path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-1"})
    void aDigestThatIsBrokenIsNone(String digest) throws Exception {
        sign(jar(), "team", digest);
        assertLeftOut("is not signed, or with an algorithm that is broken");
    }

    @Test
    void oneTrustedSignatureOfTwoIsEnoughButForEachEntry() throws Exception {
        sign(jar(), "team");
        sign(jar(), "stranger");
        try (Plugins loaded = load()) {
            assertThat(loaded.problems()).isEmpty();
        }

        Files.copy(keys.resolve("a.jar"), jar(), StandardCopyOption.REPLACE_EXISTING);
        sign(jar(), "team");
        slipIn("acme/Evil.class", InputStream.nullInputStream());
        sign(jar(), "stranger");
        assertLeftOut("acme/Evil.class is signed, but by none of plugins.trusted_certificates");
    }

    @Test
    void aCertificateCountsAsLongAsItIsValid() throws Exception {
        sign(jar(), "team");
        Instant end = ((X509Certificate) store("team").getCertificate("team"))
                .getNotAfter()
                .toInstant();
        clock = Clock.fixed(end, ZoneOffset.UTC);
        try (Plugins loaded = load()) {
            assertThat(loaded.problems()).isEmpty();
        }
        clock = Clock.offset(clock, Duration.ofSeconds(1));
        assertLeftOut("is signed, but the certificate of CN=team is valid from");
        clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        assertLeftOut("is valid from");
    }

    @Test
    void everyJarOfAPluginIsToBeSigned() throws Exception {
        sign(jar(), "team");
        Path unit = Files.createDirectories(plugins.resolve("b"));
        Files.move(jar(), unit.resolve("a.jar"));
        new PluginJar().file("more.txt", "more").write(unit.resolve("more.jar"));
        try (Plugins loaded = load()) {
            assertThat(loaded.problems())
                    .extracting(PluginProblem::toString)
                    .singleElement()
                    .asString()
                    .startsWith(unit.resolve("more.jar") + ": more.txt is not signed");
        }
        sign(unit.resolve("more.jar"), "team");
        try (Plugins loaded = load()) {
            assertThat(loaded.problems()).isEmpty();
        }
    }

    @Test
    void twoEntriesOfOneNameAreRefused() throws Exception {
        PluginJar.plugin("acme.a.A", "a", "")
                .file("one.txt", "1")
                .file("two.txt", "2")
                .write(jar());
        sign(jar(), "team");
        String bytes = new String(Files.readAllBytes(jar()), StandardCharsets.ISO_8859_1);
        Files.write(jar(), bytes.replace("two.txt", "one.txt").getBytes(StandardCharsets.ISO_8859_1));
        assertLeftOut("");
    }

    @Test
    void aJarDroppedInLaterIsToBeSignedAsWell() throws Exception {
        PluginsConfig config = new PluginsConfig(Optional.empty(), true, List.of(keys.resolve("team.pem")));
        try (LivePlugins live = new LivePlugins(
                home.resolve("none"),
                Optional.of(PluginSource.own(config, home, clock)),
                now -> PluginContexts.of(now, new Home(home), null, null, clock),
                Config.defaults(),
                clock)) {
            assertThat(live.current().problems()).hasSize(1);
            sign(jar(), "team");
            live.refresh(Config.defaults(), plugin -> {});
            assertThat(live.refresh(Config.defaults(), plugin -> {}))
                    .extracting(PluginChange::kind)
                    .containsExactly(PluginChange.Kind.LOADED);
            slipIn("acme/Evil.class", InputStream.nullInputStream());
            live.refresh(Config.defaults(), plugin -> {});
            assertThat(live.refresh(Config.defaults(), plugin -> {}))
                    .extracting(PluginChange::kind)
                    .containsExactly(PluginChange.Kind.REFUSED);
            assertThat(live.current().loaded()).hasSize(1);
        }
    }

    @Test
    void aFileWithoutACertificateIsAMistakeOfTheConfiguration() throws Exception {
        Path empty = Files.writeString(home.resolve("empty.pem"), "");
        PluginsConfig config = new PluginsConfig(Optional.empty(), true, List.of(empty));
        assertThatThrownBy(() -> PluginSource.own(config, home, clock))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no certificate is in it");
    }

    @Test
    void aCertificateThatCannotBeReadIsAMistakeOfTheConfiguration() {
        PluginsConfig config = new PluginsConfig(Optional.empty(), true, List.of(Path.of("gone.pem")));
        assertThatThrownBy(() -> PluginSource.own(config, home, clock))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("gone.pem: plugins.trusted_certificates: cannot be read");
    }
}
