package dev.midwatch.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.midwatch.dashboard.http.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked wrongly, and what is asked for in parts. */
class RequestTest extends OnGateway {
    @Test
    void namesEverythingThatIsWrongWithABodyAndWhere() {
        Gateway.Answer answer = gateway.post("/api/jobs", """
                {"name": 7, "scedule": "every 15m", "checks": ["a", 1], "when": "onfindings", "token_budget": 1.5}""");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asText()).isEqualTo("urn:midwatch:problem:invalid-request");
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("instance").asText()).isEqualTo("/api/jobs");
        Map<String, String> errors = new TreeMap<>();
        problem.path("errors")
                .forEach(one -> errors.put(
                        one.path("pointer").asText(), one.path("detail").asText()));
        assertThat(errors)
                .containsOnlyKeys("#/name", "#/scedule", "#/schedule", "#/checks/1", "#/when", "#/token_budget")
                .containsEntry("#/name", "is to be a text, not a number")
                .containsEntry("#/schedule", "is missing")
                .containsEntry("#/scedule", "\"scedule\" is not known here; did you mean \"schedule\"?")
                .containsEntry("#/checks/1", "is to be a text, not a number")
                .containsEntry("#/when", "\"onfindings\" is not known here; did you mean \"on_findings\"?")
                .containsEntry("#/token_budget", "is to be a whole number or null, not a number");
    }

    @Test
    void tellsWhoSpellsAsJavaDoesHowMembersAreSpelledHere() {
        JsonNode problem = gateway.post("/api/jobs", """
                {"name": "a", "schedule": "every 15m", "contextFrom": []}""").json();
        assertThat(problem.at("/errors/0/detail").asText()).contains("did you mean \"context_from\"?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nope",
                "[]",
                "3",
                "null",
                "\"\"",
                "{} {}",
                "{\"reason\":\"a\",\"reason\":\"b\"}",
                "{\"reason\":null}",
                "{\"reason\":{\"reason\":[]}}"
            })
    void answers400ToABodyThatIsNotWhatIsAskedFor(String body) {
        Gateway.Answer answer = gateway.post("/api/jobs/cert-expiry/pause", body, "Content-Type", "application/json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("errors")).isNotEmpty();
        assertThat(answer.text()).doesNotContain("jackson", "Exception", "dev.midwatch");
    }

    @Test
    void answers400ToABodyThatIsNestedTooDeeply() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        assertThat(gateway.post("/api/jobs", deep).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/findings?limit=0|limit|is to be 1 at least",
                "/api/findings?limit=501|limit|is to be 500 at most",
                "/api/findings?limit=abc|limit|is to be a whole number, not a text",
                "/api/findings?limit=99999999999|limit|is too large a number",
                "/api/findings?offset=-1|offset|is to be 0 at least",
                "/api/findings?limit=1&limit=2|limit|is given 2 times",
                "/api/findings?severity=grave|severity|known are critical, warning, info",
                "/api/findings?state=opened|state|did you mean \"open\"?",
                "/api/findings?folded=yes|folded|is to be true or false, not a text",
                "/api/findings?Limit=5|Limit|did you mean \"limit\"?",
                "/api/schedule|schedule|is missing",
                "/api/runs/abc|id|is to be a whole number, not a text",
                "/api/runs/99999999999999999999|id|is to be a whole number, not a text"
            })
    void namesTheParameterThatIsWrong(String path, String parameter, String detail) {
        Gateway.Answer answer = gateway.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/parameter").asText()).isEqualTo(parameter);
        assertThat(answer.json().at("/errors/0/detail").asText()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/jobs/none,404,not-found",
        "GET,/api/findings/0000,404,not-found",
        "GET,/api/runs/4711,404,not-found",
        "GET,/api/runs/4711/output,404,not-found",
        "GET,/api/proposals/none,404,not-found",
        "POST,/api/proposals/none/approve,404,not-found",
        "GET,/api/sessions/none,404,not-found",
        "GET,/api/settings/passwd,404,not-found",
        "DELETE,/api/silences/4711,404,not-found",
        "GET,/api/schedule?schedule=sometimes,422,invalid",
        "GET,/api/schedule?schedule=every%2015m&timezone=Nowhere,422,invalid",
        "GET,/api/runs?job=none,404,not-found",
        "GET,/api/findings?state=pending&state=open,422,invalid"
    })
    void saysWhyItDoesNotFollow(String method, String path, int status, String kind) {
        Gateway.Answer answer = gateway.as(Gateway.APPROVER, method, path, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("type").asText()).isEqualTo("urn:midwatch:problem:" + kind);
        assertThat(answer.json().path("detail").asText()).isNotBlank();
    }

    @Test
    void refusesWhatIsTooLargeNotJsonOrNotAcceptable() {
        String large = "{\"reason\": \"" + "x".repeat(1 << 20) + "\"}";
        assertThat(gateway.post("/api/jobs/cert-expiry/pause", large).status()).isEqualTo(413);
        assertThat(gateway.post(
                                "/api/jobs/cert-expiry/pause",
                                "reason=a",
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(415);
        assertThat(gateway.post("/api/jobs/cert-expiry/run", "{}").status()).isEqualTo(400);
        Gateway.Answer picky = gateway.get("/api/jobs", "Accept", "text/html, application/json;q=0");
        assertThat(picky.status()).isEqualTo(406);
        assertThat(picky.json().path("detail").asText()).contains("application/json");
        assertThat(gateway.get("/api/jobs", "Accept", "text/html, application/*;q=0.5")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void answersMetricsInTheFormatThatIsAskedFor() {
        Gateway.Answer plain = gateway.get("/metrics");
        assertThat(plain.header("Content-Type")).startsWith("text/plain; version=0.0.4");
        assertThat(plain.text()).contains("midwatch_runs_total{", "jvm_");
        Gateway.Answer open = gateway.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1");
        assertThat(open.header("Content-Type")).startsWith("application/openmetrics-text");
        assertThat(open.text()).endsWith("# EOF\n");
        assertThat(gateway.get("/metrics", "Accept", "image/png").status()).isEqualTo(406);
    }

    @Test
    void givesAListInPartsThatLeadToEachOther() {
        List<String> names = new ArrayList<>();
        String next = "/api/jobs?limit=3";
        while (!next.isEmpty()) {
            Gateway.Answer answer = gateway.get(next);
            answer.json()
                    .path("items")
                    .forEach(job -> names.add(job.path("name").asText()));
            assertThat(answer.json().path("total").asInt()).isEqualTo(8);
            JsonNode following = answer.json().path("next");
            next = following.isNull() ? "" : following.asText();
            String link = next.isEmpty() ? "" : "<" + next + ">; rel=\"next\"";
            assertThat(answer.header("Link")).isEqualTo(link);
        }
        assertThat(names).hasSize(8).doesNotHaveDuplicates();
        assertThat(gateway.get("/api/jobs?offset=100").json().path("items")).isEmpty();
    }

    @Test
    void keepsWhatElseWasAskedForInTheLinkToTheNextPart() {
        String next = gateway.get("/api/audit?q=job%20%26%20x&limit=1")
                .json()
                .path("next")
                .asText();
        assertThat(next).isEqualTo("null");
        for (String name : List.of("night-a", "night-b")) {
            gateway.post("/api/jobs", "{\"name\": \"" + name + "\", \"schedule\": \"daily at 03:00\"}");
        }
        assertThat(gateway.get("/api/audit?q=job%20created&limit=1")
                        .json()
                        .path("next")
                        .asText())
                .isEqualTo("/api/audit?q=job+created&limit=1&offset=1");
        for (String name : List.of("night-a", "night-b")) {
            assertThat(gateway.as(Gateway.APPROVER, "DELETE", "/api/jobs/" + name, "")
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void answersHeadAsGetWithoutABodyAndOptionsWithWhatIsAllowed() throws Exception {
        Wire.Answer head = Wire.send(
                gateway.port(),
                "HEAD /api/jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + Gateway.VIEWER + "\r\n\r\n");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo("application/json");
        assertThat(head.body()).isEmpty();
        assertThat(gateway.send("HEAD", "/api/jobs", "").status()).isEqualTo(401);
        assertThat(gateway.as(Gateway.VIEWER, "HEAD", "/api/jobs/none", "").status())
                .isEqualTo(404);
        assertThat(gateway.as(Gateway.VIEWER, "HEAD", "/api/events", "").status())
                .isEqualTo(200);
        Gateway.Answer options = gateway.send("OPTIONS", "/api/jobs", "");
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
        assertThat(options.header("Access-Control-Allow-Origin")).isEmpty();
        Gateway.Answer wrong = gateway.as(Gateway.APPROVER, "PUT", "/api/jobs", "{}");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
    }

    @Test
    void writesWhoCommandedIntoTheAudit() {
        gateway.as(Gateway.OPERATOR, "POST", "/api/jobs/cert-expiry/pause", "{\"reason\": \"a move\"}");
        JsonNode job = gateway.as(Gateway.OPERATOR, "POST", "/api/jobs/cert-expiry/resume", "")
                .json();
        assertThat(job.path("enabled").asBoolean()).isTrue();
        JsonNode step = gateway.get("/api/audit?step=job%20paused").json().at("/items/0/facts");
        assertThat(step.path("by").asText()).isEqualTo("api:otto");
        assertThat(step.path("job").asText()).isEqualTo("cert-expiry");
    }

    @Test
    void shrugsOffAHundredBrokenRequestsWithoutAFaultOfItsOwn() {
        String[] paths = {
            "/api/jobs/%00",
            "/api/jobs/%ff",
            "/api/jobs/..%2f",
            "/api/findings?q=%25%00",
            "/api/findings?q=%zz",
            "/api/sessions?q=%22%27%3B--",
            "/api/sessions?q=*",
            "/api/sessions?q=AND%20OR%20NOT",
            "/api/sessions/%20",
            "/api/findings/%27%20OR%201=1",
            "/api/findings/%25",
            "/api/audit?q=%5B",
            "/api/settings/..",
            "/api/settings/%2e%2e",
            "/api/jobs?offset=2147483647&limit=500",
            "/api/sessions?q=a&offset=2147483647",
            "/api/runs?offset=2147483647",
            "/api/findings?offset=2147483647",
            "/api/audit?offset=2147483647",
            "/api/proposals?offset=2147483647"
        };
        for (String path : paths) {
            for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
                String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Authorization: Bearer " + Gateway.APPROVER
                        + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
                assertThat(status(request)).as(method + " " + path).isBetween(200, 499);
            }
        }
    }

    private int status(String request) {
        try {
            return Wire.send(gateway.port(), request).status();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
