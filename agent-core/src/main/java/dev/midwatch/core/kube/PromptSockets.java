package dev.midwatch.core.kube;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * Sockets that send what is written at once. By default one of them holds a small request back until the other side has acknowledged the
 * piece before, which that may put off for 40 ms; small requests are most of what is sent here.
 */
class PromptSockets extends SocketFactory {
    private final SocketFactory ordinary = SocketFactory.getDefault();

    @Override
    public Socket createSocket() throws IOException {
        return prompt(ordinary.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return prompt(ordinary.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return prompt(ordinary.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return prompt(ordinary.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return prompt(ordinary.createSocket(host, port, from, fromPort));
    }

    static Socket prompt(Socket socket) throws SocketException {
        socket.setTcpNoDelay(true);
        return socket;
    }
}
