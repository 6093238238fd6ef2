package dev.midwatch.dashboard.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.Listing;
import dev.midwatch.core.view.Page;
import dev.midwatch.dashboard.signin.Visitor;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request that was understood: everything in it is as the document says.
 *
 * @param parameters those that were given, and those with a value of their own otherwise
 */
record Call(Context context, ObjectNode parameters, JsonNode body) {
    String text(String name) {
        return parameters.path(name).asText();
    }

    /** Empty also if it was given as an empty text. */
    Optional<String> maybe(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    long number(String name) {
        return parameters.path(name).asLong();
    }

    boolean flag(String name) {
        return parameters.path(name).asBoolean();
    }

    Set<String> words(String name) {
        Set<String> words = new LinkedHashSet<>();
        parameters.path(name).forEach(word -> words.add(word.asText()));
        return words;
    }

    <T extends RequestBody> T body(Class<T> type) {
        return Json.MAPPER.convertValue(body, type);
    }

    /** The body's members, those that are null too. */
    Map<String, Object> fields() {
        return Json.MAPPER.convertValue(body, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    /** Who asks, for the audit. */
    Actor actor() {
        Visitor visitor = Visitor.of(context);
        return new Actor("api:" + visitor.who(), visitor.level());
    }

    Page page() {
        return new Page((int) number("offset"), (int) number("limit"));
    }

    /** An answer with a part of a list. */
    <T> Reply slice(Listing<T> listing) {
        Optional<String> next = next(listing);
        Slice<T> slice = new Slice<>(
                listing.items(),
                listing.total(),
                listing.page().offset(),
                listing.page().limit(),
                next);
        return linked(Reply.of(slice), next);
    }

    /** An answer with the wanted part of a list that is whole in memory. */
    <T> Reply slice(List<T> all) {
        return slice(part(all));
    }

    <T> Listing<T> part(List<T> all) {
        Page page = page();
        int from = Math.min(page.offset(), all.size());
        int to = Math.min(all.size(), from + page.limit());
        return new Listing<>(all.subList(from, to), all.size(), page);
    }

    Reply linked(Reply reply, Optional<String> next) {
        return next.map(url -> reply.with("Link", "<" + url + ">; rel=\"next\""))
                .orElse(reply);
    }

    /** Where the part after this one is asked for. */
    Optional<String> next(Listing<?> listing) {
        return listing.next().stream().mapToObj(this::at).findFirst();
    }

    private String at(int offset) {
        Map<String, List<String>> query = new LinkedHashMap<>(context.queryParamMap());
        query.put("offset", List.of(String.valueOf(offset)));
        return context.req().getRequestURI()
                + "?"
                + query.entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream()
                                .map(value -> entry.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                        .collect(Collectors.joining("&"));
    }
}
