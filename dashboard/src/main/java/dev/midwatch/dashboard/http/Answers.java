package dev.midwatch.dashboard.http;

/** How a server words its troubles. */
public interface Answers {
    String contentType();

    String body(Trouble trouble);

    /** Of one trouble, where not all are worded alike. */
    default String contentType(Trouble trouble) {
        return contentType();
    }
}
