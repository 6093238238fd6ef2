/**
 * The tool {@code kubectl}: the read commands of kubectl with the flags people use, answered through the cluster reader. There is no
 * shell and no kubectl binary; tables are those of the API server, and where kubectl computes something itself (ages, describe, top,
 * rollout status, YAML) this does as it does.
 */
package dev.midwatch.skills.k8s.kubectl;
