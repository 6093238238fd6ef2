package dev.midwatch.skills.k8s.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolvingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dial tcp: lookup db on 10.43.0.10:53: no such host",
                "dial tcp: lookup db.shop.svc: i/o timeout",
                "psycopg2.OperationalError: could not translate host name \"db\" to address",
                "Error: getaddrinfo EAI_AGAIN redis",
                "java.net.UnknownHostException: db",
                "curl: (6) Could not resolve host: db",
                "[Errno -3] Temporary failure in name resolution",
                "wget: bad address 'db:8080'",
                "HTTPConnectionPool(host='db', port=80): Failed to resolve 'db' ([Errno -2])",
            })
    void knowsHowProgramsSayThatANameDoesNotResolve(String line) {
        assertThat(Resolving.fails(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dial tcp 10.43.0.10:5432: connect: connection refused",
                "looking up user 7",
                "open /etc/app.conf: no such file or directory",
                "/app: symbol lookup error: /lib/libssl.so: undefined symbol: EVP_md5",
                "write /dev/shm/a: bad address",
                "[vite] Failed to resolve import './shop' from 'main.js'",
                "Failed to resolve './shop.css'",
                "",
            })
    void leavesOtherTroubleAlone(String line) {
        assertThat(Resolving.fails(line)).isFalse();
    }
}
