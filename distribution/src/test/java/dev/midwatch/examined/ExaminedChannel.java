package dev.midwatch.examined;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.api.channel.Symptom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Leaves a file behind whenever it is used for more than a look. */
final class ExaminedChannel implements Channel {
    private final String name;
    private final Path data;
    private final String token;

    ExaminedChannel(String name, Path data, String token) {
        this.name = name;
        this.data = data;
        this.token = token;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Symptom> examine() {
        if (name.equals("broken")) {
            throw new IllegalStateException("no idea, but the token is " + token);
        }
        return List.of(
                Symptom.ok("examined token", "good"), Symptom.fail("examined home", "is gone; set examined.home"));
    }

    @Override
    public void start(Inbox inbox) {
        use("started");
    }

    @Override
    public Receipt send(OutboundMessage message) {
        use("sent");
        return new Receipt(message.id());
    }

    private void use(String how) {
        try {
            Files.createFile(data.resolve(how + "-" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
