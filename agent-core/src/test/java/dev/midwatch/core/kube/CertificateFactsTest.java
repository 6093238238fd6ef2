package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Certificates are public; whatever else somebody put where they belong is not. */
class CertificateFactsTest {
    /** Leaf, its authority, the root. */
    private static final String CHAIN = resource("chain.pem");

    private final CertificateFacts facts = new CertificateFacts(new Sharing());

    @Test
    void tellsOfEachCertificateOfAChainInItsOrder() {
        List<Json> chain = read(CHAIN);

        assertThat(chain)
                .extracting(one -> one.get("subject").text())
                .containsExactly("CN=shop.example.com", "CN=Example CA 1", "CN=Example Root");
        Json leaf = chain.get(0);
        assertThat(leaf.members().keySet())
                .containsExactly("subject", "issuer", "not_before", "not_after", "dns_names", "serial", "sha256");
        assertThat(leaf.get("issuer").text()).isEqualTo("CN=Example CA 1");
        assertThat(leaf.get("not_before").text()).isEqualTo("2025-01-01T00:00:00Z");
        assertThat(leaf.get("not_after").text()).isEqualTo("2125-01-01T00:00:00Z");
        assertThat(leaf.get("dns_names").texts()).containsExactly("shop.example.com", "*.shop.example.com");
        assertThat(leaf.get("serial").text()).isEqualTo("3");
        assertThat(leaf.get("sha256").text())
                .isEqualTo("9ec8400e3af7884d86feb94b6c224fd7f793ba4abb02661a998eb659afb08790");
    }

    @Test
    void tellsNothingOfAPrivateKey() throws GeneralSecurityException {
        String key = pem("PRIVATE KEY", newKey());

        assertThat(read(key)).isEmpty();
        assertThat(read(key.replace("PRIVATE KEY", "CERTIFICATE")))
                .as("one that calls itself a certificate")
                .isEmpty();
        assertThat(read(key + CHAIN).toString())
                .as("one that stands before its chain")
                .contains("CN=shop.example.com")
                .doesNotContain(key.lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void endsAtTheFirstThatIsNoCertificate() {
        int second = CHAIN.indexOf("-----BEGIN", 10);
        String broken = CHAIN.substring(0, second + 40) + "!" + CHAIN.substring(second + 60);

        assertThat(read(broken)).hasSize(1);
        assertThat(read(CHAIN.substring(0, second - 40))).as("cut off").isEmpty();
    }

    @Test
    void makesNothingOfGarbage() {
        assertThat(List.of("", "-----BEGIN CERTIFICATE-----", "hello", "{}", "\u0000\u0001"))
                .allSatisfy(garbage -> assertThat(read(garbage)).isEmpty());
        assertThat(facts.of("no base64!")).isEmpty();
        assertThat(facts.of("")).isEmpty();
    }

    @Test
    void readsNoMoreOfABundleThanAChainHas() {
        assertThat(read(CHAIN.repeat(100))).hasSize(16);
    }

    /** A list of Secrets must not fail for what somebody wrote into one of them. */
    @Test
    void bearsWhateverIsWrittenIntoACertificate() {
        byte[] leaf = leaf(0);
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = leaf.clone();
            for (int i = 0; i <= round % 4; i++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            assertThatCode(() -> read(pem("CERTIFICATE", changed))).doesNotThrowAnyException();
        }
    }

    @Test
    void staysQuickWithTenThousandSecrets() throws IOException, GeneralSecurityException {
        String key = encoded(pem("PRIVATE KEY", newKey()));
        String authorities = CHAIN.substring(CHAIN.indexOf("-----BEGIN", 10));
        String items = IntStream.range(0, 10_000)
                .mapToObj(i ->
                        "{\"metadata\":{\"name\":\"s%d\",\"namespace\":\"n\"},\"data\":{\"tls.crt\":\"%s\",\"tls.key\":\"%s\"}}"
                                .formatted(i, encoded(pem("CERTIFICATE", leaf(i)) + authorities), key))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));

        List<KubeObject> secrets = new ArrayList<>();
        long begin = System.nanoTime();
        page(items, secrets);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(secrets).hasSize(10_000).allSatisfy(secret -> {
            assertThat(secret.at("data").get("tls.crt").items()).hasSize(3);
            assertThat(secret.at("data").get("tls.key").raw()).isEqualTo("");
        });
        assertThat(took).as("10,000 certificates of their own").isLessThan(Duration.ofSeconds(20));
    }

    private static void page(String list, List<KubeObject> into) throws IOException {
        try (InputStream body = new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8))) {
            ListReader.page(
                    ResourceType.SECRETS,
                    body,
                    Projection.of(ResourceType.SECRETS, List.of(Permission.list(ResourceType.SECRETS, "data"))),
                    new Sharing(),
                    into);
        }
    }

    private List<Json> read(String pem) {
        return Json.of(facts.of(encoded(pem))).items();
    }

    /** Another one for each number, by its signature, so that nothing on the way knows it already. */
    private static byte[] leaf(int number) {
        byte[] der = Base64.getMimeDecoder().decode(CHAIN.substring(CHAIN.indexOf('\n'), CHAIN.indexOf("-----END")));
        der[der.length - 1] = (byte) number;
        der[der.length - 2] = (byte) (number >> 8);
        return der;
    }

    private static byte[] newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair().getPrivate().getEncoded();
    }

    static String pem(String what, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), what);
    }

    static String encoded(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    static String resource(String name) {
        try (InputStream in = CertificateFactsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
