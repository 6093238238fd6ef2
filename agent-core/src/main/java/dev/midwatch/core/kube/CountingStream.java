package dev.midwatch.core.kube;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read. */
final class CountingStream extends FilterInputStream {
    private final RequestStats stats;

    CountingStream(InputStream in, RequestStats stats) {
        super(in);
        this.stats = stats;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        stats.read(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        stats.read(Math.max(0, count));
        return count;
    }
}
