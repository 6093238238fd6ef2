package dev.midwatch.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Other programs, run to their end. */
final class Program {
    private Program() {}

    /** What it said; fails with that if it did. */
    static String run(Path directory, Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ImageException(
                        "%s ended with %d:%n%s".formatted(String.join(" ", shown(command)), process.exitValue(), said));
            }
            return said;
        } catch (IOException e) {
            throw new ImageException("%s cannot be run: %s".formatted(command.get(0), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException("interrupted while %s ran".formatted(command.get(0)), e);
        }
    }

    static String run(Path directory, List<String> command) {
        return run(directory, Map.of(), command);
    }

    /** A class path of a hundred jars says nothing. */
    private static List<String> shown(List<String> command) {
        return command.stream()
                .map(word -> word.length() > 200 ? word.substring(0, 200) + "…" : word)
                .toList();
    }
}
