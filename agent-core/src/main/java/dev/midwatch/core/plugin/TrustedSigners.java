package dev.midwatch.core.plugin;

import dev.midwatch.core.config.ConfigException;
import dev.midwatch.core.config.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The certificates with which a plugin's jars must be signed: every entry of them, so that nothing can be slipped in. A certificate is
 * pinned as it is, for as long as it is valid; whom it was issued by and what a time stamp says does not count.
 */
public final class TrustedSigners {
    private final Set<X509Certificate> trusted;
    private final InstantSource clock;

    private TrustedSigners(Set<X509Certificate> trusted, InstantSource clock) {
        this.trusted = trusted;
        this.clock = clock;
    }

    static TrustedSigners read(List<Path> pemFiles, InstantSource clock) {
        Set<X509Certificate> trusted = new HashSet<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : pemFiles) {
            try {
                trusted.addAll(certificates(file));
            } catch (IOException | CertificateException e) {
                problems.add(new Problem(
                        file.toString(), 0, "plugins.trusted_certificates", "cannot be read: " + e.getMessage(), ""));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new TrustedSigners(trusted, clock);
    }

    private static List<X509Certificate> certificates(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new CertificateException("no certificate is in it");
            }
            return found.stream().map(X509Certificate.class::cast).toList();
        }
    }

    /**
     * Looks at the very copy that will be loaded.
     *
     * @param jar as the operator knows it
     * @throws BrokenPluginException if an entry was tampered with or is not signed by a trusted certificate
     */
    void require(Path copy, Path jar) throws BrokenPluginException, IOException {
        try (JarFile file = new JarFile(copy.toFile(), true)) {
            requireWhole(jar, file.getManifest());
            Set<String> names = new HashSet<>();
            for (JarEntry entry : Collections.list(file.entries())) {
                if (!names.add(entry.getName())) {
                    throw new BrokenPluginException(jar, "has two entries named " + entry.getName());
                }
                if (!entry.isDirectory() && !isSignatureFile(entry.getName())) {
                    require(jar, file, entry);
                }
            }
        } catch (SecurityException e) {
            throw new BrokenPluginException(jar, "was changed after it was signed: " + e.getMessage());
        }
    }

    /** Jars that a manifest names are loaded too, from wherever they are, and nobody would have verified them. */
    private static void requireWhole(Path jar, Manifest manifest) throws BrokenPluginException {
        if (manifest != null && manifest.getMainAttributes().containsKey(Attributes.Name.CLASS_PATH)) {
            throw new BrokenPluginException(
                    jar,
                    "its manifest has a Class-Path, and plugins.require_signed is on: put those jars beside it, signed");
        }
    }

    private void require(Path jar, JarFile file, JarEntry entry) throws BrokenPluginException, IOException {
        try (InputStream in = file.getInputStream(entry)) {
            // The signers of an entry are known once all of it was read.
            in.transferTo(OutputStream.nullOutputStream());
        }
        CodeSigner[] signers = entry.getCodeSigners();
        if (signers == null) {
            throw new BrokenPluginException(
                    jar,
                    entry.getName()
                            + " is not signed, or with an algorithm that is broken, and plugins.require_signed is on");
        }
        String why = "";
        for (CodeSigner signer : signers) {
            why = distrust(signer);
            if (why.isEmpty()) {
                return;
            }
        }
        throw new BrokenPluginException(jar, entry.getName() + " is signed, but " + why);
    }

    /** Why a signature does not count; empty if it does. */
    private String distrust(CodeSigner signer) {
        Certificate certificate = signer.getSignerCertPath().getCertificates().get(0);
        if (!(certificate instanceof X509Certificate pinned) || !trusted.contains(pinned)) {
            return "by none of plugins.trusted_certificates";
        }
        try {
            pinned.checkValidity(Date.from(clock.instant()));
            return "";
        } catch (CertificateException e) {
            return "the certificate of %s is valid from %s to %s only"
                    .formatted(
                            pinned.getSubjectX500Principal(),
                            pinned.getNotBefore().toInstant(),
                            pinned.getNotAfter().toInstant());
        }
    }

    private static boolean isSignatureFile(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals(JarFile.MANIFEST_NAME) || upper.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }
}
