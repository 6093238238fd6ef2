package dev.midwatch.core.action;

import dev.midwatch.api.action.Action;
import dev.midwatch.core.config.ActionsConfig;

/**
 * How often is too often within an hour: what did not help twice does not help a third time.
 *
 * @param perObject runs of one action on one object
 * @param perHour   runs of all actions in the whole cluster
 */
record Rate(int perObject, int perHour) {
    static Rate of(ActionsConfig config) {
        return new Rate(config.rate().perObject(), config.rate().perHour());
    }

    /**
     * What ran within the last hour.
     *
     * @param onTarget this action on this object
     * @param anywhere all actions
     */
    record Load(long onTarget, long anywhere) {}

    Judgement judge(Action action, Load load) {
        if (load.onTarget() >= perObject) {
            return Judgement.refuse("%s ran %d times on %s within an hour; more would not help"
                    .formatted(action.intent().name(), perObject, Subject.of(action)));
        }
        return load.anywhere() >= perHour
                ? Judgement.refuse("%d actions ran within an hour, the limit of actions.rate".formatted(perHour))
                : Judgement.run();
    }
}
