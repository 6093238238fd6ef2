package dev.midwatch.cli.chat;

import dev.midwatch.core.view.Refusal;
import dev.midwatch.core.view.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A conversation at a terminal: reads what is typed until whoever types has enough. */
public final class TerminalChat implements AutoCloseable {
    private static final String PROMPT = "> ";

    private final Parts parts;
    private final Terminal terminal;
    private final ChatHistory history;
    private final LineReader reader;
    private final Screen screen;
    private final Talking talking;
    private final Asking asking;
    private final OwnCommands own;
    /** Where lines cannot be shown above the one that is typed, nothing is typed while a turn goes on. */
    private final boolean waits;

    private boolean interrupted;

    /**
     * At the terminal that this process was started from; without one, line by line.
     *
     * @param history what was typed before is there
     */
    public static TerminalChat open(Parts parts, Start start, Path history, boolean colours) {
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .dumb(true)
                    .jni(false)
                    .ffm(false)
                    .build();
            return new TerminalChat(terminal, parts, start, history, colours);
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be used", e);
        }
    }

    TerminalChat(Terminal terminal, Parts parts, Start start, Path history, boolean colours) {
        this.parts = parts;
        this.terminal = terminal;
        this.waits = terminal.getType().startsWith(Terminal.TYPE_DUMB);
        this.history = new ChatHistory(history);
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("midwatch")
                .parser(new Lines())
                .history(this.history)
                .completer(new Suggestions(parts))
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "… ")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.INSERT_TAB, false)
                .build();
        this.screen = new Screen(terminal, reader, colours);
        this.asking =
                new Asking(parts, screen, () -> waits || reader.getBuffer().length() == 0);
        this.talking = new Talking(parts, screen, start, asking::ask);
        this.own = new OwnCommands(parts, screen, talking);
        start.session().ifPresent(id -> own.resume(parts.sessions().get(id)));
    }

    public void greet(String words) {
        screen.aside(words);
    }

    /** Until Ctrl-D, {@code /quit}, or Ctrl-C twice. */
    public void run() throws InterruptedException {
        boolean goesOn = true;
        while (goesOn) {
            history.trouble().ifPresent(screen::trouble);
            try {
                goesOn = hear(Lines.joined(reader.readLine(PROMPT)));
                interrupted = false;
            } catch (UserInterruptException ctrlC) {
                goesOn = interrupt(ctrlC.getPartialLine().isBlank());
            } catch (EndOfFileException ctrlD) {
                goesOn = false;
            }
        }
    }

    private boolean interrupt(boolean nothingTyped) {
        if (talking.stop() || !nothingTyped) {
            interrupted = false;
            return true;
        }
        if (!interrupted) {
            screen.aside("Ctrl-C again or Ctrl-D leaves.");
        }
        boolean again = interrupted;
        interrupted = true;
        return !again;
    }

    /** @return whether to go on reading */
    private boolean hear(String line) throws InterruptedException {
        if (line.isEmpty()) {
            return true;
        }
        if (asking.takes(line)) {
            working(() -> asking.answer(line), () -> screen.aside("(a decision is brought to its end)"));
        } else if (line.startsWith("/") && OwnCommands.ALL.containsKey(name(line))) {
            return own.run(name(line), line.substring(1 + name(line).length()));
        } else if (parts.commands().takes(line)) {
            Thread here = Thread.currentThread();
            Runnable end = name(line).equals("scan") ? here::interrupt : () -> screen.aside("(brought to its end)");
            working(() -> command(line), end);
        } else {
            say(line);
        }
        return true;
    }

    private static String name(String line) {
        return line.substring(1).split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
    }

    private void say(String line) throws InterruptedException {
        Optional<String> unavailable = parts.chat().unavailable();
        if (line.length() > Said.MOST_CHARACTERS) {
            screen.trouble("That is too long: %,d characters at most.".formatted(Said.MOST_CHARACTERS));
        } else if (unavailable.isPresent()) {
            screen.trouble("The model cannot be asked: " + unavailable.get()
                    + ". What is broken: /findings; all I understand without it: /help");
        } else if (!talking.say(line)) {
            screen.aside("(handed to the turn that goes on)");
        } else if (waits) {
            talking.awaitEnd();
        }
    }

    private void command(String line) {
        try {
            screen.markdown(parts.commands().answer(line, parts.approver()));
        } catch (Refusal refused) {
            screen.trouble(refused.getMessage());
        }
        if (name(line).equals("help")) {
            OwnCommands.ALL.forEach((name, what) -> screen.text("/" + name + "  " + what));
        }
    }

    /** @param onInterrupt what Ctrl-C does meanwhile: never end the program, and never break off what changes the cluster */
    private void working(Runnable work, Runnable onInterrupt) {
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> onInterrupt.run());
        try {
            work.run();
        } catch (RuntimeException e) {
            screen.trouble("That did not work: " + e.getMessage());
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            if (Thread.interrupted()) {
                screen.aside("Stopped.");
            }
        }
    }

    /** Ends the turn that goes on; the terminal is as it was before. */
    @Override
    public void close() throws IOException {
        talking.close();
        terminal.close();
    }
}
