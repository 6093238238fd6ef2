package dev.midwatch.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    private Path directory;

    @Test
    void putsTheFileOfOptionsBeforeTheArguments() {
        String launcher = launcher("/bin/echo", "/some/options");

        assertThat(Program.run(directory, List.of(launcher, "cron", "create", "--schedule", "@daily")))
                .isEqualTo("@/some/options cron create --schedule @daily\n");
        assertThat(Program.run(directory, List.of(launcher))).isEqualTo("@/some/options\n");
    }

    @Test
    void hasOptionsOfItsOwnForTheGateway() {
        String launcher = launcher("/bin/echo", "/some/options");

        assertThat(Program.run(directory, List.of(launcher, "gateway", "run")))
                .isEqualTo("@/some/options.gateway gateway run\n");
        assertThat(Program.run(directory, List.of(launcher, "gateway"))).isEqualTo("@/some/options.gateway gateway\n");
        assertThat(Program.run(directory, List.of(launcher, "gateways"))).isEqualTo("@/some/options gateways\n");
        assertThat(Program.run(directory, List.of(launcher, "gatewa", "y"))).isEqualTo("@/some/options gatewa y\n");
        assertThat(Program.run(directory, List.of(launcher, ""))).isEqualTo("@/some/options \n");
    }

    @Test
    void handsTheEnvironmentOn() {
        // To env the file is the assignment of a variable.
        String launcher = launcher("/usr/bin/env", "=x");

        assertThat(Program.run(
                        directory,
                        Map.of("MIDWATCH_HOME", "/opt/data"),
                        List.of(launcher, "printenv", "MIDWATCH_HOME")))
                .isEqualTo("/opt/data\n");
    }

    @Test
    void endsWith127WhereTheProgramIsNotThere() throws Exception {
        Process process = new ProcessBuilder(launcher("/not/there", "x")).start();

        assertThat(process.waitFor()).isEqualTo(127);
    }

    private String launcher(String program, String options) {
        Tree tree = new Tree(directory, Instant.EPOCH);
        tree.program(
                "launcher", new Launcher(Architecture.ofThisMachine(), program, options, options + ".gateway").elf());
        return tree.path("launcher").toString();
    }
}
