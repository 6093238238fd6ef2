package dev.midwatch.simulator.rbac;

/** What a request wants to do. With no resource it is about a path. */
public record Attributes(
        String verb, String group, String resource, String subresource, String namespace, String name, String path) {

    public static Attributes ofPath(String verb, String path) {
        return new Attributes(verb, "", "", "", "", "", path);
    }

    public boolean isResource() {
        return !resource.isEmpty();
    }

    String fullResource() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }

    /** The explanation inside a Forbidden answer. */
    public String refusal(User user) {
        if (!isResource()) {
            return "User \"" + user.name() + "\" cannot " + verb + " path \"" + path + "\"";
        }
        String what = "User \"" + user.name() + "\" cannot " + verb + " resource \"" + fullResource()
                + "\" in API group \"" + group + "\" ";
        return what + (namespace.isEmpty() ? "at the cluster scope" : "in the namespace \"" + namespace + "\"");
    }
}
