package dev.midwatch.image;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "image",
        mixinStandardHelpOptions = true,
        subcommands = {BuildCommand.class, PushCommand.class})
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure))
                .execute(arguments));
    }

    static void note(String text) {
        System.err.println("image: " + text);
    }

    /** What went wrong outside this program is said; what is a fault of its own is shown whole. */
    private static int failed(Exception failure) throws Exception {
        if (failure instanceof ImageException) {
            note(failure.getMessage());
            return 1;
        }
        throw failure;
    }
}
