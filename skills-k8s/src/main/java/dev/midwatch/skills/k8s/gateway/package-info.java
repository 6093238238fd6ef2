/** The checks of the Gateway API: classes, gateways and routes. */
package dev.midwatch.skills.k8s.gateway;
