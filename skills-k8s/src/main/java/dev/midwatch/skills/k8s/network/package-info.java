/** Checks of Services and Ingresses: whether traffic finds a pod. */
package dev.midwatch.skills.k8s.network;
