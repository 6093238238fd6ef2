package dev.midwatch.core.kube;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;

/**
 * Sockets for what goes on coming, as watches do: a change now and then is taken at once, of a stream of them what has come is taken a few
 * times a second. To wake up for each costs several times what it takes to read it.
 */
final class CoalescingSockets extends PromptSockets {
    private static final double TIMES_A_SECOND = 2;
    private static final int BUFFER = 16 * 1024;

    @Override
    public Socket createSocket() throws IOException {
        return prompt(new Socket() {
            private InputStream input;

            @Override
            public synchronized InputStream getInputStream() throws IOException {
                if (input == null) {
                    input = new BufferedInputStream(new Coalesced(super.getInputStream()), BUFFER);
                }
                return input;
            }
        });
    }

    private static final class Coalesced extends FilterInputStream {
        private final Pacer pacer = new Pacer(TIMES_A_SECOND);
        /** The last time there was more than could be taken. */
        private boolean more;

        Coalesced(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (!more) {
                pause();
            }
            int count = super.read(buffer, offset, length);
            more = count == length;
            return count;
        }

        private void pause() throws InterruptedIOException {
            try {
                pacer.pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for more to come");
            }
        }
    }
}
