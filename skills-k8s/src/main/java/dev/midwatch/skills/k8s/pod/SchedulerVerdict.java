package dev.midwatch.skills.k8s.pod;

/** What the scheduler's message says: the obstacle, and the words without its talk of preemption. */
record SchedulerVerdict(Obstacle obstacle, String verdict) {
    static SchedulerVerdict of(String message) {
        int preemption = message.indexOf("preemption:");
        String verdict = (preemption < 0 ? message : message.substring(0, preemption))
                .replace("no new claims to deallocate,", "")
                .strip();
        return new SchedulerVerdict(Obstacle.of(verdict), verdict);
    }
}
