package dev.midwatch.dashboard.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/** Signs what we give to browsers and want back unchanged; one key for each purpose, all from one secret. */
final class SigningKey {
    private static final int BYTES = 32;

    private final byte[] secret;

    private SigningKey(byte[] secret) {
        this.secret = secret;
    }

    static SigningKey of(String secret) {
        return new SigningKey(Digests.sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** The configured one, or that of the file, which is made if there is none. */
    static SigningKey of(Optional<String> configured, Path file) {
        return configured.map(SigningKey::of).orElseGet(() -> kept(file));
    }

    private static SigningKey kept(Path file) {
        try {
            byte[] key = Files.readAllBytes(file);
            if (key.length != BYTES) {
                throw new IllegalStateException(
                        file + " is not the key that signs sessions; remove it and everybody signs in again");
            }
            return new SigningKey(key);
        } catch (NoSuchFileException none) {
            return make(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key that signs sessions", e);
        }
    }

    private static SigningKey make(Path file) {
        byte[] key = Digests.random(BYTES);
        try {
            PrivateFile.write(file, key);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the key that signs sessions", e);
        }
        return new SigningKey(key);
    }

    /** A key for one purpose; its signatures are worth nothing for another. */
    SigningKey forPurpose(String purpose) {
        return new SigningKey(Digests.hmac(secret, purpose));
    }

    byte[] mac(String text) {
        return Digests.hmac(secret, text);
    }

    /** The text and its signature, fit for a cookie. */
    String sign(String text) {
        return Digests.text(text.getBytes(StandardCharsets.UTF_8)) + "." + Digests.text(mac(text));
    }

    /** What was signed; empty if it was not, or not by this key. */
    Optional<String> verify(String signed) {
        int dot = signed.indexOf('.');
        if (dot < 0 || signed.length() > 4_096) {
            return Optional.empty();
        }
        try {
            String text = new String(Digests.bytes(signed.substring(0, dot)), StandardCharsets.UTF_8);
            boolean ours = MessageDigest.isEqual(mac(text), Digests.bytes(signed.substring(dot + 1)));
            return ours ? Optional.of(text) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
