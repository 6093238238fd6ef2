package dev.midwatch.eval;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads cases. */
public final class Cases {
    private static final String FOLDER = "/dev/midwatch/eval/cases";

    private Cases() {}

    /** Those that ship, in the order of their names. */
    public static List<EvalCase> shipped() throws IOException {
        try {
            URL folder = Cases.class.getResource(FOLDER);
            if (!(folder.openConnection() instanceof JarURLConnection jar)) {
                return in(Path.of(folder.toURI()));
            }
            try (FileSystem files =
                    FileSystems.newFileSystem(Path.of(jar.getJarFileURL().toURI()))) {
                return in(files.getPath(FOLDER));
            }
        } catch (URISyntaxException ofAClassLoader) {
            throw new IllegalStateException(ofAClassLoader);
        }
    }

    /**
     * All below a folder, in the order of their names.
     *
     * @throws CaseException with everything that is wrong in any of them
     */
    public static List<EvalCase> in(Path folder) throws IOException {
        List<String> problems = new ArrayList<>();
        List<EvalCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                String name = folder.relativize(file).toString().replaceFirst("\\.yaml$", "");
                new CaseReader(name, problems).read(Files.readString(file)).ifPresent(cases::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new CaseException(problems);
        }
        return cases;
    }
}
