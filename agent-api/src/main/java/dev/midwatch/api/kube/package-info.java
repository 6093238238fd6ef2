/** The cluster as plugins see it: objects read by path, reads through one reader, and permissions declared as values. */
package dev.midwatch.api.kube;
