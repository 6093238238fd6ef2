/** Writes to the cluster, as values that the kernel's one gate judges and runs. */
package dev.midwatch.api.action;
