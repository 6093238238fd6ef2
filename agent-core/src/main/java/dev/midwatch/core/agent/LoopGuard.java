package dev.midwatch.core.agent;

import dev.midwatch.core.agent.GuardSettings.Limits;
import java.util.List;

/** Notices a model that goes round in circles. A pure function of the calls made so far. */
final class LoopGuard {
    private static final int SHORTEST_CYCLE = 2;
    private static final int LONGEST_CYCLE = 4;

    /** What is to be done after a call. */
    enum Verdict {
        GO_ON(""),
        WARN_EXACT_FAILURE("This very call has failed before. Do not repeat it: change the arguments or the approach."),
        WARN_TOOL_FAILURE("Several calls in a row have failed. Read the errors, or answer with what you know."),
        WARN_NO_PROGRESS("This call gave the same result before. Use what you have, or look elsewhere."),
        WARN_CYCLE("You are repeating the same sequence of calls. Stop, and answer with what you know."),
        STOP_EXACT_FAILURE("the same call kept failing"),
        STOP_TOOL_FAILURE("too many calls failed in a row"),
        STOP_NO_PROGRESS("the same call kept giving the same result"),
        STOP_CYCLE("the same sequence of calls was repeated");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        boolean stops() {
            return name().startsWith("STOP_");
        }

        boolean warns() {
            return name().startsWith("WARN_");
        }

        /** For the model if it is a warning, for people if it is a stop. */
        String words() {
            return words;
        }
    }

    private final GuardSettings settings;

    LoopGuard(GuardSettings settings) {
        this.settings = settings;
    }

    /** @param calls all calls of the run, the one just made last */
    Verdict judge(List<ToolCall> calls) {
        List<ToolCall> recent = sinceLastWrite(calls);
        if (recent.isEmpty()) {
            return Verdict.GO_ON;
        }
        ToolCall last = recent.get(recent.size() - 1);
        long exact = last.failed() ? exactFailures(recent, last) : 0;
        long failures = failuresInARow(recent);
        long same =
                last.failed() ? 0 : recent.stream().filter(last::sameOutcome).count();
        int cycles = cycles(recent);
        if (settings.hardStop()) {
            Limits stop = settings.stopAfter();
            Verdict verdict = exact >= stop.exactFailure()
                    ? Verdict.STOP_EXACT_FAILURE
                    : failures >= stop.toolFailure()
                            ? Verdict.STOP_TOOL_FAILURE
                            : same >= stop.idempotentNoProgress()
                                    ? Verdict.STOP_NO_PROGRESS
                                    : cycles >= stop.cycle() ? Verdict.STOP_CYCLE : Verdict.GO_ON;
            if (verdict.stops()) {
                return verdict;
            }
        }
        if (!settings.warnings()) {
            return Verdict.GO_ON;
        }
        Limits warn = settings.warnAfter();
        return cycles >= warn.cycle()
                ? Verdict.WARN_CYCLE
                : exact >= warn.exactFailure()
                        ? Verdict.WARN_EXACT_FAILURE
                        : same >= warn.idempotentNoProgress()
                                ? Verdict.WARN_NO_PROGRESS
                                : failures >= warn.toolFailure() ? Verdict.WARN_TOOL_FAILURE : Verdict.GO_ON;
    }

    /** What changed the cluster changes what every later call may answer, so counting starts again after it. To ask changes nothing. */
    private static List<ToolCall> sinceLastWrite(List<ToolCall> calls) {
        for (int index = calls.size() - 1; index >= 0; index--) {
            if (calls.get(index).wrote()) {
                return calls.subList(index + 1, calls.size());
            }
        }
        return calls;
    }

    /** Of the same call, since it last worked. */
    private static long exactFailures(List<ToolCall> calls, ToolCall last) {
        long count = 0;
        for (int index = calls.size() - 1; index >= 0; index--) {
            if (calls.get(index).sameCall(last)) {
                if (!calls.get(index).failed()) {
                    break;
                }
                count++;
            }
        }
        return count;
    }

    private static long failuresInARow(List<ToolCall> calls) {
        int first = calls.size();
        while (first > 0 && calls.get(first - 1).failed()) {
            first--;
        }
        return calls.size() - first;
    }

    /** How often the calls at the end repeat, in the length that repeats most. */
    private static int cycles(List<ToolCall> calls) {
        int most = 1;
        for (int length = SHORTEST_CYCLE; length <= LONGEST_CYCLE; length++) {
            most = Math.max(most, repetitions(calls, length));
        }
        return most;
    }

    private static int repetitions(List<ToolCall> calls, int length) {
        int size = calls.size();
        if (size < length || calls.subList(size - length, size).stream().allMatch(calls.get(size - 1)::sameCall)) {
            return 1;
        }
        int matching = 0;
        while (size - 1 - matching - length >= 0
                && calls.get(size - 1 - matching).sameOutcome(calls.get(size - 1 - matching - length))) {
            matching++;
        }
        return 1 + matching / length;
    }
}
