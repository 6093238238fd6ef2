package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ClusterException;
import java.io.InputStream;
import okhttp3.Call;

/** A request whose answer goes on until the server or somebody else ends it. */
final class OpenCall {
    private final Call call;
    private final Opening opening;

    /** Sends the request, and gives the body of a success. */
    interface Opening {
        InputStream open(Call call) throws ClusterException;
    }

    OpenCall(Call call, Opening opening) {
        this.call = call;
        this.opening = opening;
    }

    InputStream begin() throws ClusterException {
        return opening.open(call);
    }

    /** From any thread; whoever reads is told that the answer ended. */
    void end() {
        call.cancel();
    }
}
