package dev.midwatch.cli.hermes;

import dev.midwatch.api.Job;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.memory.MemorySettings;
import dev.midwatch.core.session.SessionDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes over what another agent keeps in its data directory. To say what would come of it, it is done to a copy: so what is said is what
 * happens.
 *
 * @param sessions where conversations go; that store is not copied, so nothing is kept in it before it is meant
 * @param checks   names of the checks there are
 * @param brought  the jobs that plugins bring
 * @param plugins  names of the sections that plugins have in config.yaml
 */
public record HermesImport(
        Home home,
        SessionDatabase sessions,
        MemorySettings memory,
        Collection<String> checks,
        List<Job> brought,
        Collection<String> plugins,
        ZoneId zone,
        Clock clock) {

    /**
     * @param apply whether it is meant
     * @param force whether files and jobs that an operator made are written over, with a copy beside them
     * @throws IllegalArgumentException if that is not the home of that agent
     */
    public Takeover from(Path directory, boolean apply, boolean force) throws IOException {
        Takeover takeover = new Takeover();
        ForeignHome from = new ForeignHome(directory, takeover);
        if (from.directory().equals(home.directory().toRealPath())) {
            throw new IllegalArgumentException(
                    "DIR: %s is the home here; give that of the other agent".formatted(directory));
        }
        Path scratch = Files.createTempDirectory(home.directory(), ".import-");
        try {
            Home planted = new Home(scratch.resolve("planted"));
            planted.prepare();
            Home target = apply ? home : copy(scratch.resolve("copy"));
            OwnFiles own = new OwnFiles(target, planted, force, LocalDate.now(clock));
            String env = new HermesEnv(from, own, takeover).take();
            new HermesConfig(from, own, new Home(scratch.resolve("judged")), plugins, takeover).take(env);
            new HermesFiles(from, own, takeover).take();
            new HermesMemories(from, own, memory, clock, takeover).take();
            new HermesJobs(from, own, checks, brought, zone, clock, takeover).take();
            new HermesSessions(from, sessions, apply, takeover).take();
            return takeover;
        } finally {
            remove(scratch);
        }
    }

    private Home copy(Path to) throws IOException {
        Home copy = new Home(to);
        copy.prepare();
        for (Path part : List.of(home.config(), home.env(), home.soul(), home.jobs(), home.memories(), home.skills())) {
            if (Files.exists(part)) {
                copyTree(part, to.resolve(home.directory().relativize(part)));
            }
        }
        return copy;
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path there = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(path, there, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(path);
                }
            }
        }
    }
}
