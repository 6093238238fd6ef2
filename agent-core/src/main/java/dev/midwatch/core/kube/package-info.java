/**
 * The cluster: client-java for credentials, TLS and connections; lists streamed and projected straight from the response; one snapshot
 * per cycle; live reads; access reviews; and the writer that the {@code action} package alone may use. Values of Secrets end here.
 */
package dev.midwatch.core.kube;
