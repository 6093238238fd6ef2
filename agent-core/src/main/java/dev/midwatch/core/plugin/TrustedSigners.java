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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The certificates with which a plugin's jars must be signed: every entry of them, so that nothing can be slipped in. */
public final class TrustedSigners {
    private final Set<Certificate> trusted;

    private TrustedSigners(Set<Certificate> trusted) {
        this.trusted = trusted;
    }

    static TrustedSigners read(List<Path> pemFiles) {
        Set<Certificate> trusted = new HashSet<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : pemFiles) {
            try (InputStream in = Files.newInputStream(file)) {
                trusted.addAll(CertificateFactory.getInstance("X.509").generateCertificates(in));
            } catch (IOException | CertificateException e) {
                problems.add(new Problem(
                        file.toString(), 0, "plugins.trusted_certificates", "cannot be read: " + e.getMessage(), ""));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new TrustedSigners(trusted);
    }

    /**
     * Looks at the very copy that will be loaded.
     *
     * @param jar as the operator knows it
     * @throws BrokenPluginException if an entry was tampered with or is not signed by a trusted certificate
     */
    void require(Path copy, Path jar) throws BrokenPluginException, IOException {
        try (JarFile file = new JarFile(copy.toFile(), true)) {
            for (JarEntry entry : Collections.list(file.entries())) {
                if (!entry.isDirectory() && !isSignatureFile(entry.getName())) {
                    require(jar, file, entry);
                }
            }
        } catch (SecurityException e) {
            throw new BrokenPluginException(jar, "was changed after it was signed: " + e.getMessage());
        }
    }

    private void require(Path jar, JarFile file, JarEntry entry) throws BrokenPluginException, IOException {
        try (InputStream in = file.getInputStream(entry)) {
            // The signers of an entry are known once all of it was read.
            in.transferTo(OutputStream.nullOutputStream());
        }
        CodeSigner[] signers = entry.getCodeSigners();
        if (signers == null) {
            throw new BrokenPluginException(jar, entry.getName() + " is not signed, and plugins.require_signed is on");
        }
        for (CodeSigner signer : signers) {
            if (trusted.contains(signer.getSignerCertPath().getCertificates().get(0))) {
                return;
            }
        }
        throw new BrokenPluginException(
                jar, entry.getName() + " is signed, but by none of plugins.trusted_certificates");
    }

    private static boolean isSignatureFile(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals(JarFile.MANIFEST_NAME) || upper.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }
}
