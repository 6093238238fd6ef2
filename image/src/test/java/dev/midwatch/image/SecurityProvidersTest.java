package dev.midwatch.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SecurityProvidersTest {
    @Test
    void keepsThoseThatAreThereInTheirOrderAndWithoutAGap() {
        String file = """
                # providers
                security.provider.1=SUN
                security.provider.2=XMLDSig
                security.provider.3=SunJGSS
                #security.provider.tbd=SunPCSC
                security.provider.4=SunPKCS11 ${java.home}/nss.cfg
                securerandom.source=file:/dev/random
                """;

        assertThat(SecurityProviders.of(file, Set.of("java.base", "java.security.jgss")))
                .isEqualTo("""
                        # providers
                        security.provider.1=SUN
                        security.provider.2=SunJGSS
                        #security.provider.tbd=SunPCSC
                        securerandom.source=file:/dev/random
                        """);
        assertThat(SecurityProviders.of(file, Set.of("java.base", "jdk.crypto.cryptoki")))
                .contains("security.provider.2=SunPKCS11 ${java.home}/nss.cfg\n");
    }
}
