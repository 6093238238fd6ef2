package dev.midwatch.dashboard.http;

/** How a server words its troubles. */
public interface Answers {
    String contentType();

    String body(Trouble trouble);
}
