/** Checks of pods: why one does not start, does not stay up, is not ready, or does not go away. */
package dev.midwatch.skills.k8s.pod;
