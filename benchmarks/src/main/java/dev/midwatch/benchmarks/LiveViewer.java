package dev.midwatch.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Somebody who has a page open: hears events, and remembers when the first came. */
final class LiveViewer implements Flow.Subscriber<String> {
    private volatile CountDownLatch news = new CountDownLatch(1);
    private volatile long at;

    void forget() {
        news = new CountDownLatch(1);
    }

    /** When the first event came since {@link #forget}, as {@link System#nanoTime} counts. */
    long awaitNews() throws InterruptedException {
        if (!news.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a viewer heard nothing");
        }
        return at;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.startsWith("data:") && news.getCount() > 0) {
            at = System.nanoTime();
            news.countDown();
        }
    }

    @Override
    public void onError(Throwable broken) {}

    @Override
    public void onComplete() {}
}
