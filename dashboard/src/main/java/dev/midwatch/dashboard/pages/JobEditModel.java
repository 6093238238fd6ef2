package dev.midwatch.dashboard.pages;

import java.util.Optional;

/**
 * The form of a job.
 *
 * @param name     of the job that is edited; empty for a new one
 * @param version  of the job as it was when the form was filled
 * @param script   what can be set by hand alone, to be seen
 * @param forecast empty as long as there is no schedule
 */
public record JobEditModel(
        String name,
        String version,
        JobForm form,
        FieldProblems problems,
        JobChoices choices,
        Optional<Forecast> forecast,
        String script,
        String workdir,
        Times times) {
    public boolean fresh() {
        return name.isEmpty();
    }

    public String action() {
        return fresh() ? JobEditPages.NEW : JobPages.path(name) + "/edit";
    }

    public String back() {
        return fresh() ? JobPages.PATH : JobPages.path(name);
    }
}
