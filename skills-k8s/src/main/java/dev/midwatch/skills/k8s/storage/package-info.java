/** Checks of claims and volumes. */
package dev.midwatch.skills.k8s.storage;
