package org.kokoro.check

import org.json.JSONArray
import org.json.JSONObject
import org.kokoro.sample.core.FrontEnd
import org.kokoro.sample.core.JavaScript
import org.kokoro.sample.core.LongTensor
import org.kokoro.sample.core.Manifest
import org.kokoro.sample.core.Networks
import org.kokoro.sample.core.SpeechModel
import org.kokoro.sample.core.Speaker
import org.kokoro.sample.core.Voices
import java.io.File
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.util.Base64

/**
 * Speaks with the sample's code on a Java machine: folder, voice, text. The JavaScript engine, ONNX Runtime and the
 * loudspeaker are at the other end of the pipe: each line out is a call, each line in its result.
 */
fun main(args: Array<String>) {
    val (folder, voice, text) = args
    val files = { name: String -> File(folder, name).readBytes() }
    val manifest = Manifest(files("manifest.json").decodeToString())
    val networks = Networks { file, inputs -> floats(ask("network", file, JSONObject(inputs.mapValues { json(it.value) }))) }
    val model = SpeechModel { ids, style, speed -> floats(ask("model", JSONArray(ids.toList()), base64(style), speed.toDouble())) }
    FrontEnd(manifest, Engine, networks, files).use { frontEnd ->
        val voices = Voices(manifest, ByteBuffer.wrap(files(manifest.voicesFile)))
        Speaker(manifest, frontEnd, voices, model).speak(text, voice, 1f) { samples, range ->
            ask("play", base64(samples), range.first, range.last + 1)
            true
        }
    }
}

private object Engine : JavaScript {
    override fun evaluate(code: String): String = ask("evaluate", code)

    override fun provideData(bytes: ByteArray) {
        ask("provideData", Base64.getEncoder().encodeToString(bytes))
    }

    override fun close() = Unit
}

private fun ask(call: String, vararg values: Any): String {
    println(JSONObject().put("call", call).put("values", JSONArray(values.toList())))
    return JSONArray(readln()).getString(0)
}

private fun json(tensor: LongTensor): JSONObject =
    JSONObject().put("data", JSONArray(tensor.data.toList())).put("dims", JSONArray(tensor.shape.toList()))

private fun base64(floats: FloatArray): String {
    val bytes = ByteBuffer.allocate(floats.size * Float.SIZE_BYTES).order(ByteOrder.LITTLE_ENDIAN)
    floats.forEach { bytes.putFloat(it) }
    return Base64.getEncoder().encodeToString(bytes.array())
}

private fun floats(base64: String): FloatArray {
    val bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN)
    return FloatArray(bytes.remaining() / Float.SIZE_BYTES) { bytes.getFloat() }
}
