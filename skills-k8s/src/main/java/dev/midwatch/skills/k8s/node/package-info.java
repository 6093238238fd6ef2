/** Checks of nodes: ready, under pressure, in heavy use. */
package dev.midwatch.skills.k8s.node;
