/** What runs beside Kubernetes in many clusters: OLM, KEDA, policy reports, Cilium. None of it is asked for where it is not installed. */
package dev.midwatch.skills.addons;
