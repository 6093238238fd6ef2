package dev.midwatch.core.kube;

import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which parts of an object are kept while it is parsed: a tree of keys that goes through lists. */
final class Projection {
    private static final String OURS = "midwatch.dev/";
    private static final String DATA = "data";
    /** Holds the whole object once more. */
    static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    /** Annotations of a Secret whose values say whose it is. In any other a tool may have kept the whole Secret, whatever it is called. */
    private static final Pattern OPEN =
            Pattern.compile("midwatch\\.dev/.+|cert-manager\\.io/.+|meta\\.helm\\.sh/release-name(space)?"
                    + "|argocd\\.argoproj\\.io/tracking-id|kubernetes\\.io/service-account\\.(name|uid)");

    /** Keys of a Secret under which certificates stand, never what is secret of them. */
    private static final Set<String> CERTIFICATES = Set.of("tls.crt", "ca.crt");

    private static final List<String> ALWAYS = List.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "metadata.labels",
            "metadata.generation",
            "metadata.creationTimestamp",
            "metadata.deletionTimestamp",
            "metadata.deletionGracePeriodSeconds",
            "metadata.finalizers",
            "metadata.ownerReferences");

    /** What to do with the members of one object. */
    private enum Rest {
        DROP,
        KEEP,
        /** A number stands in its place: how long all its texts are together. */
        MEASURE,
        /** Only annotations for us. */
        OURS,
        /** Keys stay, values become empty: what is in a Secret. */
        BLANK,
        /** The same, with what is public of certificates in the place of those. */
        BLANK_BUT_CERTIFICATES,
        /** Keys stay, and the values of those annotations of a Secret that hold none of it. */
        OPEN
    }

    private final Map<String, Projection> members = new HashMap<>();
    private Rest rest = Rest.DROP;

    private Projection() {}

    /** Everything but managed fields; of Secrets no values. */
    static Projection everything(ResourceType type) {
        Projection root = new Projection();
        root.rest = Rest.KEEP;
        root.at("metadata").rest = Rest.KEEP;
        return root.guarded(type);
    }

    /** The union of the fields that lists of a type were declared with. */
    static Projection of(ResourceType type, Collection<Permission> permissions) {
        List<Permission> lists = permissions.stream()
                .filter(one -> one.verb() == Verb.LIST && one.subresource().isEmpty())
                .filter(one -> one.type().toString().equals(type.toString()))
                .toList();
        boolean certificates =
                isSecrets(type) && lists.stream().anyMatch(one -> one.fields().contains(DATA));
        if (lists.isEmpty() || lists.stream().anyMatch(one -> one.fields().isEmpty())) {
            return everything(type).tellCertificates(certificates);
        }
        Projection root = new Projection();
        ALWAYS.forEach(root::keep);
        root.at("metadata").at("annotations").rest = Rest.OURS;
        lists.forEach(one -> one.fields().forEach(root::keep));
        root.widen();
        return root.guarded(type).tellCertificates(certificates);
    }

    /** These and nothing else, of a document that is no object. */
    static Projection paths(String... paths) {
        Projection root = new Projection();
        List.of(paths).forEach(root::keep);
        return root;
    }

    private Projection guarded(ResourceType type) {
        at("metadata").at("managedFields").rest = Rest.DROP;
        if (at("metadata").rest == Rest.KEEP) {
            at("metadata").at("annotations").rest = Rest.KEEP;
        }
        if (isSecrets(type)) {
            at(DATA).members.clear();
            at(DATA).rest = Rest.BLANK;
            at("stringData").rest = Rest.BLANK;
            Projection annotations = at("metadata").at("annotations");
            annotations.members.clear();
            annotations.rest = Rest.OPEN;
        }
        return this;
    }

    private static boolean isSecrets(ResourceType type) {
        return type.toString().equals(ResourceType.SECRETS.toString());
    }

    private Projection tellCertificates(boolean wanted) {
        if (wanted) {
            at(DATA).rest = Rest.BLANK_BUT_CERTIFICATES;
        }
        return this;
    }

    private Projection at(String key) {
        return members.computeIfAbsent(key, none -> new Projection());
    }

    private void keep(String path) {
        boolean measured = path.endsWith(Permission.SIZE);
        String kept = measured ? path.substring(0, path.length() - Permission.SIZE.length()) : path;
        Projection here = this;
        for (String key : kept.split("\\.")) {
            here = here.at(key);
        }
        // What somebody reads is not measured for somebody else.
        here.rest = measured && here.rest != Rest.KEEP ? Rest.MEASURE : Rest.KEEP;
    }

    /** Where a whole subtree was asked for, what others asked for inside it does not narrow it. */
    private void widen() {
        if (rest == Rest.KEEP) {
            members.values().forEach(member -> member.rest = Rest.KEEP);
        }
        members.values().forEach(Projection::widen);
    }

    /** What is answered, without what nobody here wants and can be left out unread. */
    InputStream of(InputStream answer) {
        Projection metadata = member("metadata");
        boolean managed = metadata != null && metadata.member("managedFields") != null;
        return managed ? answer : new WithoutManagedFields(answer);
    }

    /** What to keep of a member; null: nothing. */
    Projection member(String key) {
        Projection known = members.get(key);
        if (known != null) {
            return known.rest == Rest.DROP && known.members.isEmpty() ? null : known;
        }
        return switch (rest) {
            case DROP, MEASURE -> null;
            case KEEP -> key.equals(LAST_APPLIED) ? null : ALL;
            case OURS -> key.startsWith(OURS) ? ALL : null;
            case BLANK, BLANK_BUT_CERTIFICATES -> ALL;
            case OPEN -> OPEN.matcher(key).matches() ? ALL : null;
        };
    }

    /** Whether of a member that is not kept the key is. */
    boolean keepsKeys() {
        return rest == Rest.OPEN;
    }

    boolean measures() {
        return rest == Rest.MEASURE && members.isEmpty();
    }

    boolean blanksValues() {
        return rest == Rest.BLANK || rest == Rest.BLANK_BUT_CERTIFICATES;
    }

    /** Whether in the place of the value under this key stands what is public of it. */
    boolean tellsCertificates(String key) {
        return rest == Rest.BLANK_BUT_CERTIFICATES && CERTIFICATES.contains(key);
    }

    private static final Projection ALL = all();

    private static Projection all() {
        Projection all = new Projection();
        all.rest = Rest.KEEP;
        return all;
    }
}
