package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.net.PortProber;
import org.openqa.selenium.remote.RemoteWebDriver;

/** What the newcomer's first command prints, opened in a browser: the story is followed, decided and seen to its end on the page. */
class DemoPageIT {
    private static final Path SCRIPT =
            Path.of("target", "midwatch", "bin", "midwatch").toAbsolutePath();
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Pattern ADDRESS = Pattern.compile("decide there: .*(http://127\\.0\\.0\\.1:\\d+)");

    @TempDir
    Path home;

    private ChromeDriverService service;
    private RemoteWebDriver browser;

    @BeforeEach
    void openBrowser() throws IOException {
        assumeTrue(Files.isExecutable(DRIVER), "chromium-driver is not installed");
        int port = PortProber.findFreePort();
        service = new ChromeDriverService(
                DRIVER.toFile(), port, Duration.ofSeconds(20), List.of("--port=" + port), System.getenv());
        service.start();
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        browser = new RemoteWebDriver(service.getUrl(), options, false);
    }

    @AfterEach
    void closeBrowser() {
        if (service != null) {
            service.stop();
        }
    }

    @Test
    void isFollowedDecidedAndSeenToItsEndOnThePage() throws Exception {
        Process demo = start();
        try {
            StringBuilder said = new StringBuilder();
            CompletableFuture<String> address = new CompletableFuture<>();
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> read(demo, said, address));
            browser.get(address.get(30, TimeUnit.SECONDS));
            sees(".lead", "Something is broken");
            click("a[href^='/proposals/']");
            sees("h1", "Proposal");
            click(".button-main");
            sees("h1", "Approve this?");
            click("form .button-main");
            sees("main", "dashboard:this machine");
            sees("main", "fixed");
            browser.quit();
            assertThat(demo.waitFor(60, TimeUnit.SECONDS))
                    .as("it ends when nobody looks any more")
                    .isTrue();
            reading.get(10, TimeUnit.SECONDS);
            assertThat(said.toString())
                    .contains("is approved by dashboard:this machine", "fixed:", "The watch is over.")
                    .doesNotContain("you approve", "Exception");
            assertThat(demo.exitValue()).isZero();
        } finally {
            demo.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        ProcessBuilder command = new ProcessBuilder(SCRIPT.toString(), "demo", "--dashboard-port", "0")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        command.environment().put("HOME", home.toString());
        command.environment().keySet().removeIf(name -> name.matches("(MIDWATCH|HERMES|OPENAI)_.*"));
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return command.start();
    }

    private static void read(Process demo, StringBuilder said, CompletableFuture<String> address) {
        try (BufferedReader lines = demo.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                Matcher found = ADDRESS.matcher(line);
                if (found.find()) {
                    address.complete(found.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sees(String css, String text) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsMatching(
                        e -> e instanceof NoSuchElementException || e instanceof StaleElementReferenceException)
                .untilAsserted(() -> assertThat(
                                browser.findElement(By.cssSelector(css)).getText())
                        .contains(text));
    }

    private void click(String css) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsMatching(
                        e -> e instanceof NoSuchElementException || e instanceof StaleElementReferenceException)
                .until(() -> {
                    browser.findElement(By.cssSelector(css)).click();
                    return true;
                });
    }
}
