package org.kokoro.sample

import android.content.Context
import androidx.javascriptengine.JavaScriptIsolate
import androidx.javascriptengine.JavaScriptSandbox
import org.kokoro.sample.core.JavaScript

/**
 * The JavaScript engine of Android's WebView, in a process of its own. It cannot call back, so the front end says what
 * it needs when it is polled. Create and use it on a background thread.
 */
class SandboxJavaScript(context: Context) : JavaScript {
    private val sandbox: JavaScriptSandbox = JavaScriptSandbox.createConnectedInstanceAsync(context).get()
    private val isolate: JavaScriptIsolate
    private var provided = 0

    init {
        for (feature in REQUIRED) {
            check(sandbox.isFeatureSupported(feature)) { "Update Android System WebView: it has no $feature." }
        }
        isolate = sandbox.createIsolate()
    }

    override fun evaluate(code: String): String = isolate.evaluateJavaScriptAsync(code).get()

    override fun provideData(bytes: ByteArray) {
        val name = "data${provided++}" // a name can be used once
        isolate.provideNamedData(name, bytes)
        evaluate("android.consumeNamedDataAsArrayBuffer('$name').then((b) => { KokoroFrontEnd.provideData(b); return ''; })")
    }

    override fun close() {
        isolate.close()
        sandbox.close()
    }

    private companion object {
        val REQUIRED = listOf(
            JavaScriptSandbox.JS_FEATURE_PROMISE_RETURN,
            JavaScriptSandbox.JS_FEATURE_PROVIDE_CONSUME_ARRAY_BUFFER,
            JavaScriptSandbox.JS_FEATURE_EVALUATE_WITHOUT_TRANSACTION_LIMIT,
        )
    }
}
