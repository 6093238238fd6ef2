/**
 * Work that comes round: what the jobs are ({@link dev.midwatch.core.job.JobCatalog}), when they are due
 * ({@link dev.midwatch.core.job.Schedule}), and that each occurrence runs at most once, on time or said to be late, whatever
 * crashes in between ({@link dev.midwatch.core.job.Scheduler}). What a run does is not known here: that is a
 * {@link dev.midwatch.core.job.JobBody}.
 */
package dev.midwatch.core.job;
