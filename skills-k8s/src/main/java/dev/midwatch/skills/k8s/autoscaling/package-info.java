/** Checks of what changes the number of pods by itself. */
package dev.midwatch.skills.k8s.autoscaling;
