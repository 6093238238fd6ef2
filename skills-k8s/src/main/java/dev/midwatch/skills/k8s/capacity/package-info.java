/** Checks of what there is against what is asked for and used: quotas, limit ranges, room on nodes, containers near their limits. */
package dev.midwatch.skills.k8s.capacity;
