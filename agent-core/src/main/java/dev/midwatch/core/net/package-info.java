/** Requests to what is not the cluster. */
package dev.midwatch.core.net;
