package dev.midwatch.cli.chat;

import dev.midwatch.core.view.Page;
import dev.midwatch.core.view.Refusal;
import dev.midwatch.core.view.SessionRow;
import dev.midwatch.core.view.TurnRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands that are about the conversation at this terminal; all others are the same wherever people chat. */
final class OwnCommands {
    static final Map<String, String> ALL = all();
    private static final int LISTED = 10;
    private static final int LAST_TURNS = 6;

    private final Parts parts;
    private final Screen screen;
    private final Talking talking;
    private List<SessionRow> listed = List.of();

    OwnCommands(Parts parts, Screen screen, Talking talking) {
        this.parts = parts;
        this.screen = screen;
        this.talking = talking;
    }

    private static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("new", "Begin afresh");
        all.put("sessions", "The newest conversations");
        all.put("resume", "Go on with one of them: its number or its id");
        all.put("model", "Which model answers; with a name, that one from now on");
        all.put("stop", "Stop the turn that goes on, as Ctrl-C does");
        all.put("quit", "Leave, as Ctrl-D does");
        return all;
    }

    /** @return whether to go on reading */
    boolean run(String name, String rest) {
        switch (name) {
            case "new" -> begin();
            case "sessions" -> list();
            case "resume" -> resume(rest);
            case "model" -> model(rest);
            case "stop" -> {
                if (!talking.stop()) {
                    screen.note("Nothing is being worked on.");
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void begin() {
        if (talking.goOnWith(Optional.empty())) {
            screen.note("What you say next begins a new conversation.");
        } else {
            tellOfTurn();
        }
    }

    private void tellOfTurn() {
        screen.trouble("A turn is at work in this conversation: wait for its answer, or /stop it first.");
    }

    private void list() {
        listed = parts.sessions().list(Page.first(LISTED)).items();
        int number = 0;
        for (SessionRow row : listed) {
            screen.text("%2d  %s  %s  %s".formatted(++number, row.id(), row.origin(), row.title()));
        }
        screen.note(listed.isEmpty() ? "There is no conversation yet." : "/resume and a number goes on with one.");
    }

    private void resume(String which) {
        try {
            resume(parts.sessions().get(id(which.strip())));
        } catch (Refusal unknown) {
            screen.trouble(unknown.getMessage() + "; /sessions lists the newest");
        }
    }

    private String id(String which) {
        boolean number = which.matches("\\d{1,2}");
        int at = number ? Integer.parseInt(which) : 0;
        return at >= 1 && at <= listed.size() ? listed.get(at - 1).id() : which;
    }

    /** Goes on with a session, and shows where it stands. */
    void resume(SessionRow session) {
        if (!talking.goOnWith(Optional.of(session.id()))) {
            tellOfTurn();
            return;
        }
        int from = (int) Math.max(0, session.turns() - LAST_TURNS * 3L);
        List<TurnRow> said = parts.sessions().turns(session.id(), new Page(from, LAST_TURNS * 3)).items().stream()
                .filter(turn -> turn.role().equals("user") || turn.role().equals("assistant"))
                .toList();
        for (TurnRow turn : said.subList(Math.max(0, said.size() - LAST_TURNS), said.size())) {
            screen.aside(turn.role().equals("user") ? "asked:" : "answered:");
            screen.markdown(turn.text());
        }
        screen.note("Going on with " + session.id() + whose(session) + ".");
    }

    private String whose(SessionRow session) {
        if (session.origin().equals(parts.actor().who())) {
            return "";
        }
        return ", which is of " + session.origin()
                + (parts.chat().mayGoOn(session.id(), parts.actor())
                        ? " and shared by all of your level"
                        : ", in a copy of your own");
    }

    private void model(String name) {
        if (!name.isBlank()) {
            talking.use(name.strip());
        }
        screen.note(talking.model().map(model -> "The model is " + model + ".").orElse("No model is configured."));
    }
}
