package org.kokoro.sample.core

import org.json.JSONObject

/** A JavaScript engine. It needs nothing but ECMAScript 2022. */
interface JavaScript : AutoCloseable {
    /** Evaluates code, and settles the promises that it leaves. Returns the result, a string. */
    fun evaluate(code: String): String

    /** Calls `KokoroFrontEnd.provideData` with an ArrayBuffer of these bytes. */
    fun provideData(bytes: ByteArray)
}

/** An integer tensor, row by row. */
class LongTensor(val data: LongArray, val shape: LongArray)

/** Runs a network of the front end and returns the values of its only output. */
fun interface Networks {
    fun run(file: String, inputs: Map<String, LongTensor>): FloatArray
}

/** One run of the model. */
class Utterance(json: JSONObject) {
    val phonemes: String = json.getString("phonemes")
    val ids: LongArray = json.getJSONArray("ids").toList().map { (it as Number).toLong() }.toLongArray()
    val row: Int = json.getInt("row")
    /** The part of the text that it speaks, in UTF-16 code units. */
    val range: IntRange = json.getInt("start") until json.getInt("end")
    /** Seconds of silence after it. */
    val pause: Double = json.getDouble("pause")
}

/** Turns text into utterances: front-end.js, and the data that it asks for. */
class FrontEnd(
    private val manifest: Manifest,
    private val javaScript: JavaScript,
    private val networks: Networks,
    private val readFile: (String) -> ByteArray,
) : AutoCloseable {
    private var language = ""

    init {
        javaScript.evaluate(readFile(manifest.scriptFile).decodeToString() + "\n;''")
    }

    /** Loads a language. Takes a moment; utterances then come quickly. */
    fun open(language: String) {
        this.language = language
        val vocabulary = readFile(manifest.vocabularyFile).decodeToString()
        call("open(${JSONObject.quote(language)}, $vocabulary)")
    }

    /** The utterances of a text. `seconds` returns how long the sound of an utterance is, its pause included. */
    fun read(text: String, seconds: (Utterance) -> Double): Sequence<Utterance> = sequence {
        call("read(${JSONObject.quote(language)}, ${JSONObject.quote(text)})")
        var last = 0.0
        while (true) {
            val utterance = Utterance(call("next($last)").optJSONObject("utterance") ?: break)
            yield(utterance)
            last = seconds(utterance)
        }
    }

    override fun close() = javaScript.close()

    /** Calls a function of the script and provides what it needs, until it has an answer. */
    private fun call(code: String): JSONObject {
        javaScript.evaluate("KokoroFrontEnd.$code; ''")
        while (true) {
            val state = JSONObject(javaScript.evaluate("KokoroFrontEnd.poll()"))
            when (state.optString("need")) {
                "data" -> javaScript.provideData(readFile(manifest.dataFile(language, state.getString("name"))))
                "network" -> {
                    val scores = networks.run(manifest.dataFile(language, state.getString("name")), inputsOf(state))
                    javaScript.evaluate("KokoroFrontEnd.provideScores([${scores.joinToString(",")}]); ''")
                }
                else -> {
                    check(!state.has("error")) { state.getString("error") }
                    return state
                }
            }
        }
    }

    private fun inputsOf(state: JSONObject): Map<String, LongTensor> {
        val inputs = state.getJSONObject("inputs")
        return inputs.keys().asSequence().associateWith { name ->
            val tensor = inputs.getJSONObject(name)
            LongTensor(tensor.longs("data"), tensor.longs("dims"))
        }
    }
}

private fun JSONObject.longs(name: String): LongArray =
    getJSONArray(name).toList().map { (it as Number).toLong() }.toLongArray()
