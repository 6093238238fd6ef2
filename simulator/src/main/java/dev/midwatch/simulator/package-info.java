/** A simulated Kubernetes cluster: start one with {@link dev.midwatch.simulator.Simulation}. */
package dev.midwatch.simulator;
