package dev.midwatch.testkit.discord;

/** Shows each request to the part that answers it: REST, files, gateway. */
final class Front implements LoopbackServer.Site {
    private final World world;
    private final Rest rest;

    Front(World world, Rest rest) {
        this.world = world;
        this.rest = rest;
    }

    @Override
    public HttpAnswer answer(HttpRequest request) {
        if (request.path().startsWith(Rest.ROOT)) {
            return rest.answer(request);
        }
        if (request.asksForWebSocket()) {
            return HttpAnswer.html(503, "<p>the gateway is shut</p>");
        }
        synchronized (world) {
            StoredFile file = world.files.get(request.path());
            if (file == null) {
                world.unknownRequests.add(request.method() + " " + request.path());
                return HttpAnswer.html(404, "<p>not here</p>");
            }
            return HttpAnswer.bytes(file.file().type(), file.file().bytes());
        }
    }

    @Override
    public boolean takesSockets() {
        return !world.sessions.shut;
    }

    @Override
    public void connected(WebSocketConnection socket) {
        synchronized (world) {
            new GatewayConnection(world, socket);
        }
    }
}
