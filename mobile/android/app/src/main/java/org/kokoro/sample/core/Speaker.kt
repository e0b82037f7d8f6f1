package org.kokoro.sample.core

/** Phoneme ids and a style in, sound at the manifest's sample rate out. */
fun interface SpeechModel {
    fun run(ids: LongArray, style: FloatArray, speed: Float): FloatArray
}

/** Speaks text. Not thread-safe: use it on one background thread. */
class Speaker(
    private val manifest: Manifest,
    private val frontEnd: FrontEnd,
    private val voices: Voices,
    private val model: SpeechModel,
) {
    private var opened = ""

    /**
     * Generates the sound of a text piece by piece: the first one after a short clause, long before the text is done.
     * [play] gets each piece with the part of the text that it speaks, and returns false to stop.
     */
    fun speak(text: String, voice: String, speed: Float, play: (FloatArray, IntRange) -> Boolean) {
        val language = manifest.voice(voice).language
        if (opened != language) frontEnd.open(language)
        opened = language
        var seconds = 0.0
        var joined = false
        for (utterance in frontEnd.read(text) { seconds }) {
            val audio = model.run(utterance.ids, voices.style(voice, utterance.row), speed)
            val piece = trimAndPad(audio, joined, utterance.pause)
            joined = utterance.pause == 0.0
            seconds = piece.size.toDouble() / manifest.sampleRate
            if (!play(piece, utterance.range)) return
        }
    }
}
