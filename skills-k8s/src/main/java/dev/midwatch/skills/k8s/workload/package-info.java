/** Checks of workloads: replicas, rollouts, jobs, and the objects their pods refer to. */
package dev.midwatch.skills.k8s.workload;
