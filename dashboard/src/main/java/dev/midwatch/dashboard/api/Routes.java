package dev.midwatch.dashboard.api;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import dev.midwatch.dashboard.http.Bodies;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes routes of the table, and the document of the same table. */
final class Routes implements Part {
    private final List<Operation> operations;
    private final Schemas schemas = new Schemas(new Vocabulary());
    private final Repeats repeats;

    Routes(List<Operation> operations, Repeats repeats) {
        List<Operation> all = new ArrayList<>(operations);
        all.add(
                0,
                Operation.get("/openapi.json", "getDocument", "This document.")
                        .topic("Machines")
                        .needs(Needs.NOTHING)
                        .answers(200, "The document.", Reply.JSON));
        this.operations = all;
        this.repeats = repeats;
    }

    @Override
    public void install(JavalinConfig config) {
        // Few ask for it, and to write it takes as long as to make the routes.
        Supplier<String> document =
                Suppliers.memoize(() -> Json.text(new OpenApi(operations, new Schemas(new Vocabulary())).document()));
        operations.stream()
                .map(operation -> operation.path().equals("/openapi.json")
                        ? operation.does(call -> Reply.text(200, Reply.JSON, document.get()))
                        : operation)
                .forEach(operation -> install(config, operation));
        Map<String, List<Operation>> byPath =
                operations.stream().collect(Collectors.groupingBy(Operation::path, TreeMap::new, Collectors.toList()));
        byPath.forEach((path, same) ->
                config.routes.options(path, ctx -> ctx.status(204).header("Allow", allowed(same)), Needs.NOTHING));
        config.routes.error(
                405,
                ctx -> byPath.entrySet().stream()
                        .filter(entry -> ctx.path().matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+")))
                        .findFirst()
                        .ifPresent(entry -> ctx.header("Allow", allowed(entry.getValue()))));
    }

    private void install(JavalinConfig config, Operation operation) {
        Endpoint endpoint = new Endpoint(operation, schemas, repeats);
        config.routes.addHttpHandler(operation.method(), operation.path(), endpoint, roles(operation));
        if (!operation.writes()) {
            config.routes.head(operation.path(), endpoint, operation.needs());
        }
    }

    /** A whole file may be long. */
    private static RouteRole[] roles(Operation operation) {
        return operation.path().startsWith("/api/settings/")
                ? new RouteRole[] {operation.needs(), Bodies.LARGE}
                : new RouteRole[] {operation.needs()};
    }

    private static String allowed(List<Operation> same) {
        Stream<String> methods = same.stream()
                .flatMap(one -> one.method() == HandlerType.GET
                        ? Stream.of("GET", "HEAD")
                        : Stream.of(one.method().name()));
        return Stream.concat(methods, Stream.of("OPTIONS")).collect(Collectors.joining(", "));
    }
}
