package dev.midwatch.dashboard.pages;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Says that this very text was shown to its editor with what it would change. Holds as long as the process. */
final class Seal {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Seal() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, ALGORITHM);
    }

    String of(Edit edit) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String all = edit.name() + "\n" + edit.version() + "\n" + edit.text();
            return HexFormat.of().formatHex(mac.doFinal(all.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    boolean holds(String seal, Edit edit) {
        return MessageDigest.isEqual(seal.getBytes(StandardCharsets.UTF_8), of(edit).getBytes(StandardCharsets.UTF_8));
    }
}
