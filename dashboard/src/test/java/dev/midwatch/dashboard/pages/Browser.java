package dev.midwatch.dashboard.pages;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.HasCdp;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.net.PortProber;
import org.openqa.selenium.remote.Augmenter;
import org.openqa.selenium.remote.RemoteWebDriver;

/** Chromium at the dashboard, of a width and with a system's colours. Where it is not installed the test is skipped, which CI does not let pass. */
final class Browser implements AutoCloseable {
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path SHOTS = Path.of("target", "screenshots");
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    final RemoteWebDriver driver;
    private final ChromeDriverService service;
    private final String address;
    private final String kind;

    Browser(String address, int width, String colours) {
        assumeTrue(Files.isExecutable(DRIVER), "chromium-driver is not installed");
        this.address = address;
        this.kind = width + "-" + colours;
        service = service();
        driver = (RemoteWebDriver) new Augmenter().augment(new RemoteWebDriver(service.getUrl(), options(), false));
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
        devTools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        devTools(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", colours),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Named, so that nothing looks for a driver elsewhere. */
    private static ChromeDriverService service() {
        try {
            int port = PortProber.findFreePort();
            ChromeDriverService service = new ChromeDriverService(
                    DRIVER.toFile(), port, Duration.ofSeconds(20), List.of("--port=" + port), System.getenv());
            service.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> devTools(String command, Map<String, Object> parameters) {
        return ((HasCdp) driver).executeCdpCommand(command, parameters);
    }

    private static ChromeOptions options() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    Browser signIn() {
        open("/");
        driver.findElement(By.name("username")).sendKeys(TestDashboard.NAME);
        driver.findElement(By.name("password")).sendKeys(TestDashboard.PASSWORD);
        driver.findElement(By.cssSelector("form button")).click();
        // A click does not wait until the next page stands, and that would take the place of the one opened next.
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !all("nav a[data-key=o]").isEmpty()
                        && "complete".equals(driver.executeScript("return document.readyState")));
        return this;
    }

    Browser open(String path) {
        driver.get(address + path);
        return this;
    }

    /** As another tab in front would, with no time passing. */
    void turnAway(boolean away) {
        driver.executeScript(
                "const wait = window.setTimeout;"
                        + "Object.defineProperty(document, 'hidden', {value: arguments[0], configurable: true});"
                        + "if (arguments[0]) window.setTimeout = work => work();"
                        + "document.dispatchEvent(new Event('visibilitychange'));"
                        + "window.setTimeout = wait;",
                away);
    }

    WebElement find(String css) {
        return Found.in(driver, css);
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** What stands in each of them, read at one moment. */
    @SuppressWarnings("unchecked")
    List<String> texts(String css) {
        return (List<String>) driver.executeScript(
                "return Array.from(document.querySelectorAll(arguments[0]), one => one.innerText)", css);
    }

    String text() {
        return find("body").getText();
    }

    /** What is folded must be without barriers too. */
    void unfold() {
        driver.executeScript(
                "document.querySelectorAll('main details:not(.inline-form)').forEach(one => one.open = true)");
    }

    /** Whether something stands out of the page on the right. */
    boolean scrollsSideways() {
        return (Boolean) driver.executeScript("return document.documentElement.scrollWidth > window.innerWidth");
    }

    /** What a person with an assistive technology stumbles over, in words. */
    List<String> barriers() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(Browser::words)
                        .toList();
    }

    private static String words(Rule rule) {
        return rule.getImpact() + " " + rule.getId() + ": "
                + rule.getNodes().stream().map(node -> node.getHtml()).limit(5).toList();
    }

    /** What the browser complained of since it was last asked. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** A picture of the whole page. */
    Path shoot(String name) {
        long height = (Long) driver.executeScript("return document.documentElement.scrollHeight");
        long width = (Long) driver.executeScript("return window.innerWidth");
        Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", Math.min(height, 4000), "scale", 1);
        Map<String, Object> shot = devTools(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        try {
            return Files.write(
                    Files.createDirectories(SHOTS).resolve(name + "-" + kind + ".png"),
                    Base64.getDecoder().decode((String) shot.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        service.stop();
    }
}
