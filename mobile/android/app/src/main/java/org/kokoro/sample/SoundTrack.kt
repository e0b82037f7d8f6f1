package org.kokoro.sample

import android.media.AudioAttributes
import android.media.AudioFormat
import android.media.AudioTrack

/** Plays mono float samples as they arrive. */
class SoundTrack(sampleRate: Int) : AutoCloseable {
    private val track: AudioTrack

    init {
        val format = AudioFormat.Builder()
            .setEncoding(AudioFormat.ENCODING_PCM_FLOAT)
            .setSampleRate(sampleRate)
            .setChannelMask(AudioFormat.CHANNEL_OUT_MONO)
            .build()
        val attributes = AudioAttributes.Builder()
            .setUsage(AudioAttributes.USAGE_ASSISTANT)
            .setContentType(AudioAttributes.CONTENT_TYPE_SPEECH)
            .build()
        val least = AudioTrack.getMinBufferSize(sampleRate, format.channelMask, format.encoding)
        track = AudioTrack.Builder()
            .setAudioFormat(format)
            .setAudioAttributes(attributes)
            .setTransferMode(AudioTrack.MODE_STREAM)
            // A quarter of a second: it starts at once and survives a busy moment.
            .setBufferSizeInBytes(maxOf(least, sampleRate / 4 * Float.SIZE_BYTES))
            .build()
        track.play()
    }

    /** Plays samples after those before. Waits while the buffer is full; returns false once the track is stopped. */
    fun write(samples: FloatArray): Boolean {
        var at = 0
        while (at < samples.size) {
            val written = track.write(samples, at, samples.size - at, AudioTrack.WRITE_BLOCKING)
            if (written <= 0) return false
            at += written
        }
        return true
    }

    /** Ends the sound at once. A `write` that waits returns false. */
    fun stop() {
        track.pause()
        track.flush()
    }

    /** Lets the rest of the sound be heard, then frees the track. */
    override fun close() {
        if (track.playState == AudioTrack.PLAYSTATE_PLAYING) track.stop()
        track.release()
    }
}
