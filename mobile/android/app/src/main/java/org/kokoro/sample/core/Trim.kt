package org.kokoro.sample.core

import kotlin.math.abs
import kotlin.math.min
import kotlin.math.pow
import kotlin.math.roundToInt

/** Samples of 5 ms, as src/engine/trimAndPad.ts has them. */
private const val FRAME = 120
/** A frame with a mean square above this, -58 dBFS, is speech. */
private val SPEECH_POWER = 10.0.pow(-5.8)
private const val RATE = 24_000
/** The highest peak, a little below full scale. */
private const val CEILING = 0.98

/**
 * Prepares an utterance to be joined to others: trims the model's silence at both ends, fades the edges and adds the
 * pause. [joined] means that the utterance before it has no pause: then both are as close as possible.
 */
fun trimAndPad(audio: FloatArray, joined: Boolean, pause: Double): FloatArray {
    val frames = (0 until audio.size step FRAME).filter { isSpeech(audio, it) }
    val pad = (pause * RATE).roundToInt()
    if (frames.isEmpty()) return FloatArray(pad)
    val lead = ((if (joined) 0.01 else 0.03) * RATE).roundToInt()
    val tail = ((if (pause == 0.0) 0.005 else 0.05) * RATE).roundToInt()
    val start = maxOf(0, frames.first() - lead)
    val end = min(audio.size, min(frames.last() + FRAME, audio.size) + tail)
    val fade = min(FRAME.toDouble(), (end - start) / 2.0)
    val peak = (maxOf(start, FRAME) until end).maxOf { abs(audio[it]).toDouble() }
    val level = if (peak > CEILING) CEILING / peak else 1.0
    val trimmed = FloatArray(end - start + pad)
    for (i in maxOf(start, FRAME) until end) {
        val edge = min(i - start, end - 1 - i)
        trimmed[i - start] = (audio[i] * level * (if (edge < fade) edge / fade else 1.0)).toFloat()
    }
    return trimmed
}

private fun isSpeech(audio: FloatArray, from: Int): Boolean {
    if (from < FRAME) return false // the start of the published model's sound is broken, so it stays silent
    var energy = 0.0
    for (i in from until min(from + FRAME, audio.size)) energy += audio[i].toDouble().pow(2)
    return energy >= SPEECH_POWER * FRAME
}
