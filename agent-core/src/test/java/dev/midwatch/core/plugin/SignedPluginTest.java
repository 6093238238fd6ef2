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
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.CertificateFactory;
import java.time.Clock;
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

class SignedPluginTest {
    private static final char[] PASSWORD = "test-password".toCharArray();

    @TempDir
    static Path keys;

    @TempDir
    Path home;

    private Path plugins;

    @BeforeAll
    static void makeKeys() throws Exception {
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
        KeyStore store = store(name);
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(store.getCertificate(name)));
        JarSigner signer = new JarSigner.Builder((PrivateKey) store.getKey(name, PASSWORD), path).build();
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
        PluginJar.plugin("acme.a.A", "a", "").write(jar());
    }

    private Path jar() {
        return plugins.resolve("a.jar");
    }

    private Plugins load() {
        PluginsConfig config = new PluginsConfig(Optional.empty(), true, List.of(keys.resolve("team.pem")));
        Function<String, PluginContext> contexts =
                PluginContexts.of(Config.defaults(), new Home(home), null, null, Clock.systemUTC());
        return PluginLoader.load(List.of(PluginSource.own(config, home)), contexts);
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
            Files.copy(content, zip.getPath(entry), StandardCopyOption.REPLACE_EXISTING);
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
        assertLeftOut("is not signed, and plugins.require_signed is on");
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

    @Test
    void aCertificateThatCannotBeReadIsAMistakeOfTheConfiguration() {
        PluginsConfig config = new PluginsConfig(Optional.empty(), true, List.of(Path.of("gone.pem")));
        assertThatThrownBy(() -> PluginSource.own(config, home))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("gone.pem: plugins.trusted_certificates: cannot be read");
    }
}
