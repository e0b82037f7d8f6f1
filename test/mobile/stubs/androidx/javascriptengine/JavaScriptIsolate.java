package androidx.javascriptengine;

import com.google.common.util.concurrent.ListenableFuture;

public final class JavaScriptIsolate implements AutoCloseable {
    public ListenableFuture<String> evaluateJavaScriptAsync(String code) {
        throw new UnsupportedOperationException();
    }

    public void provideNamedData(String name, byte[] inputBytes) {}

    @Override
    public void close() {}
}
