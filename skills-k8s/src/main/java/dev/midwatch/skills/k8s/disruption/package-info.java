/** Checks of disruption budgets: what they keep from being evicted, and what they do not protect. */
package dev.midwatch.skills.k8s.disruption;
