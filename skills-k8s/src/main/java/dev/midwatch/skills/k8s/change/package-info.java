/** What changed in a workload that is broken: its last two revisions beside each other, and the moment it changed beside the moment it broke. */
package dev.midwatch.skills.k8s.change;
