/** Checks of how objects come and go. */
package dev.midwatch.skills.k8s.lifecycle;
