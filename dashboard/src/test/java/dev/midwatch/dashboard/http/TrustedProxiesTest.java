package dev.midwatch.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies = TrustedProxies.parse(List.of("10.0.0.0/8", " 192.168.1.7", "fd00::/8"));

    private static InetAddress address(String text) {
        return Addresses.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1.2.3 | 203.0.113.9 | 203.0.113.9",
                "10.1.2.3 | 1.1.1.1, 203.0.113.9, 10.9.9.9 | 203.0.113.9",
                "10.1.2.3 | 203.0.113.9:4711, 10.0.0.1 | 203.0.113.9",
                "10.1.2.3 | [2001:db8::1]:4711 | 2001:db8:0:0:0:0:0:1",
                "fd00::1 | 2001:db8::1, fd12::2 | 2001:db8:0:0:0:0:0:1",
                "192.168.1.7 | 203.0.113.9, nonsense, 10.0.0.2 | 10.0.0.2",
                "10.1.2.3 | ::ffff:203.0.113.9 | 203.0.113.9",
                "10.1.2.3 | 10.0.0.9 | 10.0.0.9",
            })
    void takesTheRightMostThatIsNoProxyOfOurs(String peer, String forwarded, String client) {
        assertThat(proxies.clientBehind(address(peer), List.of(forwarded))
                        .orElseThrow()
                        .getHostAddress())
                .isEqualTo(client);
    }

    @Test
    void readsSeveralHeadersAsOne() {
        assertThat(proxies.clientBehind(address("10.0.0.1"), List.of("1.1.1.1", "203.0.113.9, 10.0.0.3")))
                .contains(address("203.0.113.9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.1", "192.168.1.8", "fe80::1", "127.0.0.1"})
    void believesNoStranger(String peer) {
        assertThat(proxies.clientBehind(address(peer), List.of("1.1.1.1"))).isEmpty();
        assertThat(proxies.clientUsesTls(address(peer), List.of("https"))).isFalse();
    }

    @Test
    void believesTheNearestProxyAboutTls() {
        InetAddress proxy = address("10.0.0.1");
        assertThat(proxies.clientUsesTls(proxy, List.of("https"))).isTrue();
        assertThat(proxies.clientUsesTls(proxy, List.of("http, https"))).isTrue();
        assertThat(proxies.clientUsesTls(proxy, List.of("https, http"))).isFalse();
        assertThat(proxies.clientUsesTls(proxy, List.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "fd00::/129",
                "10.0.0.0/x",
                "10.0.0.0/-1",
                "proxy.example",
                "",
                "1.2.3",
                "010.0.0.1"
            })
    void refusesABlockThatIsNone(String block) {
        assertThatThrownBy(() -> TrustedProxies.parse(List.of(block))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "a.b", "1", "0x7f.1", "::1%lo", "fe80::1%eth0", "1.2.3.4.5", "12345::1", " 1.1.1.1"
            })
    void asksNoNameServerForWhatIsNoAddress(String text) {
        assertThat(Addresses.parse(text)).isEqualTo(Optional.empty());
    }
}
