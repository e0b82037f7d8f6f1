package org.kokoro.sample.core

import org.json.JSONArray
import org.json.JSONObject

/** A tensor of the model. A length that varies is -1. */
class TensorSpec(json: JSONObject) {
    val name: String = json.getString("name")
    val type: String = json.getString("type")
    val shape: LongArray = json.getJSONArray("shape").toList().map { (it as? Number)?.toLong() ?: -1L }.toLongArray()
}

class VoiceSpec(json: JSONObject) {
    val name: String = json.getString("name")
    val language: String = json.getString("language")
    val offset: Int = json.getInt("offset")
}

/** The content of manifest.json, which describes the bundle. */
class Manifest(text: String) {
    private val json = JSONObject(text)
    private val model = json.getJSONObject("model")
    private val inputs = model.getJSONObject("inputs")
    private val voicePacks = json.getJSONObject("voices")
    private val frontEnd = json.getJSONObject("frontEnd")

    val modelFile: String = model.getString("file")
    val ids = TensorSpec(inputs.getJSONObject("ids"))
    val style = TensorSpec(inputs.getJSONObject("style"))
    val speed = TensorSpec(inputs.getJSONObject("speed"))
    val audio = TensorSpec(model.getJSONObject("outputs").getJSONObject("audio"))
    val sampleRate: Int = json.getJSONObject("audio").getInt("sampleRate")
    val voicesFile: String = voicePacks.getString("file")
    val rows: Int = voicePacks.getInt("rows")
    val columns: Int = voicePacks.getInt("columns")
    val voices: List<VoiceSpec> = voicePacks.getJSONArray("list").toList().map { VoiceSpec(it as JSONObject) }
    val vocabularyFile: String = json.getString("vocabulary")
    val scriptFile: String = frontEnd.getString("script")

    init {
        require(json.getInt("format") == 1) { "This app reads bundles of format 1." }
    }

    fun voice(name: String): VoiceSpec = voices.first { it.name == name }

    /** The file that holds what the front end asks for by this name. */
    fun dataFile(language: String, name: String): String =
        frontEnd.getJSONObject("languages").getJSONObject(language).getString(name)
}

internal fun JSONArray.toList(): List<Any> = (0 until length()).map { get(it) }
