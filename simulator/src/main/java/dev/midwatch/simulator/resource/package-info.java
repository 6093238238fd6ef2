/** Which resource types the server serves, built in and from CustomResourceDefinitions. */
package dev.midwatch.simulator.resource;
