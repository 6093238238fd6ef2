package dev.midwatch.skills.argocd;

import dev.midwatch.api.check.CommonCause;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A repository that Argo CD cannot read: where several applications say so, it is not what is in them. */
record Repository(String url) {
    private static final Pattern REFUSES = Pattern.compile(
            "authentication (required|failed)|authorization failed|permission denied|invalid credentials|unauthorized"
                    + "|repository not found|failed to list refs|failed to fetch|could not read from remote|knownhosts"
                    + "|connection re(fused|set)|no such host|no route to host|time(d )?out|deadline exceeded|x509|tls:"
                    + "|bad gateway|service unavailable|toomanyrequests|rate limit",
            Pattern.CASE_INSENSITIVE);

    /** The one that a message about an application blames. */
    static Optional<Repository> blamed(Application app, String message) {
        List<String> urls = Stream.concat(
                        Stream.of(app.object().at("spec.source.repoURL").text()),
                        app.object().at("spec.sources").items().stream()
                                .map(source -> source.get("repoURL").text()))
                .filter(url -> !url.isEmpty())
                .distinct()
                .toList();
        return REFUSES.matcher(message).find()
                ? urls.stream()
                        .filter(message::contains)
                        .findFirst()
                        .or(() -> urls.stream().filter(only -> urls.size() == 1).findFirst())
                        .map(Repository::new)
                : Optional.empty();
    }

    /** It is no object of the cluster, but it is what the trouble is about. */
    ObjectRef ref() {
        return new ObjectRef("", "Repository", "", url, "");
    }

    static Finding finding(ObjectRef repository, List<Finding> applications) {
        return Finding.of("ArgoRepositoryUnreadable", Severity.WARNING, repository)
                .summary("Argo CD cannot read repository %s for %d applications"
                        .formatted(repository.name(), CommonCause.count(applications)))
                .cause(applications.get(0).cause())
                .evidence("applications", CommonCause.named(applications))
                .look("argocd repo get " + repository.name());
    }
}
