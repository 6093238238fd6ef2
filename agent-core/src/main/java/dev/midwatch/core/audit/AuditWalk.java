package dev.midwatch.core.audit;

import dev.midwatch.api.Json;
import dev.midwatch.core.audit.AuditChain.Break;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Follows the chain from line to line, through all files, up to the first line that is not as it was written. */
final class AuditWalk {
    private final Optional<AuditHead> head;
    private final Consumer<String> heard;
    private final List<Long> torn = new ArrayList<>();
    private Optional<Break> broken = Optional.empty();
    private String file = "";
    private long lines;
    private long number;
    private String hash = AuditHead.NONE.hash();

    /**
     * @param head  the end as it was written down; empty if that is not there or cannot be read
     * @param heard hears each line, oldest first, also those behind a break
     */
    AuditWalk(Optional<AuditHead> head, Consumer<String> heard) {
        this.head = head;
        this.heard = heard;
    }

    /** The next file. Each line is read once, and only two at a time are kept: the file may be long. */
    void through(String name, RawLines raw) throws IOException {
        Optional<byte[]> one = raw.next();
        Optional<Json> line = read(one);
        while (one.isPresent()) {
            Optional<byte[]> after = raw.next();
            Optional<Json> next = read(after);
            lines++;
            if (broken.isEmpty()) {
                file = name;
                String own = CanonicalJson.sha256(one.get());
                step(line, own, after.isPresent() ? saysTorn(next, own) : raw.torn());
            }
            one = after;
            line = next;
        }
    }

    private void step(Optional<Json> line, String own, boolean cutOff) {
        if (cutOff && line.isEmpty()) {
            torn.add(number + 1);
        } else {
            broken = flaw(line);
        }
        number++;
        hash = own;
        if (broken.isEmpty() && head.filter(this::isOther).isPresent()) {
            broken = at(number, "step %d was changed".formatted(number));
        }
    }

    private Optional<Json> read(Optional<byte[]> line) {
        Optional<String> text = line.map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        text.ifPresent(heard);
        return broken.isEmpty() ? text.flatMap(CanonicalJson::find) : Optional.empty();
    }

    AuditVerdict end() {
        if (broken.isEmpty()) {
            broken = missing();
        }
        long behind = head.map(noted -> Math.max(0, number - noted.number())).orElse(0L);
        return new AuditVerdict(lines, broken, torn, new AuditHead(number, hash), behind);
    }

    /** The step of that number was written with another hash. */
    private boolean isOther(AuditHead written) {
        return written.number() == number && !written.hash().equals(hash);
    }

    private Optional<Break> missing() {
        if (head.isEmpty()) {
            return number == 0 ? Optional.empty() : at(number, AuditChain.NO_END);
        }
        long last = head.get().number();
        return last <= number ? Optional.empty() : at(number + 1, steps(number + 1, last) + " cut off the end");
    }

    /** What is wrong with a line, where the last one was whole. */
    private Optional<Break> flaw(Optional<Json> line) {
        if (line.isEmpty()) {
            return at(number + 1, "step %d was changed: it cannot be read".formatted(number + 1));
        }
        Json json = line.get();
        long own = json.get("n").number(0);
        boolean follows = json.get("previous").is(hash);
        if (follows && own == number + 1) {
            return json.get("step").is(AuditChain.LOST)
                    ? at(own, "before step %d %s".formatted(own, AuditChain.NO_END))
                    : Optional.empty();
        }
        if (own > number + 1) {
            return at(number + 1, steps(number + 1, own - 1) + " taken out");
        }
        if (own == number + 1) {
            return number == 0
                    ? at(1, "step 1 was changed: it does not begin the chain")
                    : at(number, "step %d was changed, as step %d shows".formatted(number, own));
        }
        return at(
                number + 1,
                "step %d stands where step %d belongs: it was moved, copied or changed".formatted(own, number + 1));
    }

    private static String steps(long from, long to) {
        return from == to ? "step %d was".formatted(from) : "steps %d to %d were".formatted(from, to);
    }

    private Optional<Break> at(long step, String what) {
        return Optional.of(new Break(step, file, what));
    }

    private static boolean saysTorn(Optional<Json> line, String previous) {
        return line.filter(json ->
                        json.get("previous").is(previous) && json.get("step").is(AuditChain.TORN))
                .isPresent();
    }
}
