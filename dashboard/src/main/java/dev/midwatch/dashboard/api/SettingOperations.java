package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.EditCheck;
import dev.midwatch.core.view.Settings;
import dev.midwatch.core.view.TextFile;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.stream.Stream;

/** {@code config.yaml} and {@code SOUL.md}; secrets in them are shown to nobody. */
final class SettingOperations {
    private static final Parameter FILE =
            Parameter.path("file", "Name of the file: config.yaml or SOUL.md.").example("config.yaml");

    private final Settings settings;

    /** What is in force, each value with where it comes from. */
    record InForce(String text) {}

    /** The whole text of a file as it would be. */
    record Draft(String text) implements RequestBody {}

    /** The whole text of a file as it is to be, and which version of it was edited. */
    record Edit(String text, String version) implements RequestBody {}

    SettingOperations(Settings settings) {
        this.settings = settings;
    }

    List<Operation> all() {
        return Stream.of(
                        Operation.get("/api/settings", "getSettings", "What is in force, each value with its source.")
                                .answers(200, "The settings.", InForce.class)
                                .does(call -> Reply.of(new InForce(settings.inForce()))),
                        Operation.get(
                                        "/api/settings/{file}",
                                        "getSettingsFile",
                                        "A file, with marks in the place of secrets.")
                                .with(FILE)
                                .answers(200, "The file.", TextFile.class)
                                .does(call -> Reply.of(settings.read(call.text("file")))),
                        Operation.of(
                                        HandlerType.POST,
                                        "/api/settings/{file}/check",
                                        "checkSettings",
                                        "See what would be wrong with an edit; changes nothing.",
                                        Needs.APPROVER)
                                .with(FILE)
                                .asks(Draft.class, """
                                        {"text": "timezone: UTC\\n"}""")
                                .answers(200, "What is wrong with it.", EditCheck.class)
                                .does(call -> Reply.of(settings.check(
                                        call.text("file"),
                                        call.body(Draft.class).text()))),
                        Operation.of(
                                        HandlerType.PUT,
                                        "/api/settings/{file}",
                                        "saveSettings",
                                        "Put an edit in force.",
                                        Needs.APPROVER)
                                .with(FILE)
                                .asks(Edit.class, """
                                        {"text": "timezone: UTC\\n", "version": "as getSettingsFile answered"}""")
                                .may(409, 422)
                                .answers(200, "The file as it is now.", TextFile.class)
                                .does(this::save))
                .map(operation -> operation.topic("Settings"))
                .toList();
    }

    private Reply save(Call call) {
        Edit edit = call.body(Edit.class);
        return Reply.of(settings.save(call.text("file"), edit.text(), edit.version(), call.actor()));
    }
}
