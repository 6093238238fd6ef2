/** The HTTP face of the cluster: who asks, may they, and which verb it is. */
package dev.midwatch.simulator.http;
