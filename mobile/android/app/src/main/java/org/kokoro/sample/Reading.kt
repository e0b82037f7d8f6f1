package org.kokoro.sample

import org.kokoro.sample.core.Manifest
import org.kokoro.sample.core.Speaker
import java.util.concurrent.ArrayBlockingQueue
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.concurrent.thread

/** Reads one text aloud: one thread generates sound, another plays it, so that both go on while the other waits. */
class Reading(
    private val manifest: Manifest,
    private val speaker: Speaker,
    private val onSpoken: (IntRange) -> Unit,
) {
    private class Piece(val samples: FloatArray, val range: IntRange)

    /** Pieces that are ready: a few sentences, so that memory does not grow with the text. */
    private val ready = ArrayBlockingQueue<Piece>(3)
    private val stopped = AtomicBoolean(false)

    /** Speaks the text on this thread and returns when it has been heard, or stopped. */
    fun speak(text: String, voice: String, speed: Float) {
        val player = thread(name = "kokoro-player") { play() }
        try {
            speaker.speak(text, voice, speed) { samples, range ->
                if (!stopped.get()) ready.put(Piece(samples, range))
                !stopped.get()
            }
        } finally {
            ready.put(END)
            player.join()
        }
    }

    /** Ends the reading, from any thread. */
    fun stop() {
        stopped.set(true)
        ready.clear() // makes room for a piece that waits
    }

    private fun play() = SoundTrack(manifest.sampleRate).use { track ->
        while (true) {
            val piece = ready.take()
            if (piece === END) break
            if (stopped.get()) continue // drains what was generated meanwhile
            onSpoken(piece.range)
            // Half a second at a time, so that stopping takes effect soon.
            for (from in piece.samples.indices step manifest.sampleRate / 2) {
                if (stopped.get()) break
                val to = minOf(from + manifest.sampleRate / 2, piece.samples.size)
                track.write(piece.samples.copyOfRange(from, to))
            }
        }
        if (stopped.get()) track.stop()
    }

    private companion object {
        val END = Piece(FloatArray(0), IntRange.EMPTY)
    }
}
