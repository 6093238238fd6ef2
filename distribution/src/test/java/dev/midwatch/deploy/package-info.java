/** Whether the manifests, the overlays and the chart that install Midwatch fit the program, each other and a real API server. */
package dev.midwatch.deploy;
