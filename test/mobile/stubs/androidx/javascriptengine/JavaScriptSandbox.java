package androidx.javascriptengine;

import android.content.Context;
import com.google.common.util.concurrent.ListenableFuture;

public final class JavaScriptSandbox implements AutoCloseable {
    public static final String JS_FEATURE_PROMISE_RETURN = "JS_FEATURE_PROMISE_RETURN";
    public static final String JS_FEATURE_PROVIDE_CONSUME_ARRAY_BUFFER = "JS_FEATURE_PROVIDE_CONSUME_ARRAY_BUFFER";
    public static final String JS_FEATURE_EVALUATE_WITHOUT_TRANSACTION_LIMIT =
            "JS_FEATURE_EVALUATE_WITHOUT_TRANSACTION_LIMIT";

    public static ListenableFuture<JavaScriptSandbox> createConnectedInstanceAsync(Context context) {
        throw new UnsupportedOperationException();
    }

    public boolean isFeatureSupported(String feature) {
        throw new UnsupportedOperationException();
    }

    public JavaScriptIsolate createIsolate() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
