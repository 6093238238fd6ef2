/** The skill that knows Kubernetes itself. {@link dev.midwatch.skills.k8s.KubernetesPlugin} is its table of contents. */
package dev.midwatch.skills.k8s;
