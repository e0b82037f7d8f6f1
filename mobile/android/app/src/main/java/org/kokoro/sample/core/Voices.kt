package org.kokoro.sample.core

import java.nio.ByteBuffer
import java.nio.ByteOrder

/** voices.bin: packs of float32, one after another, each with a style for every number of phonemes. */
class Voices(private val manifest: Manifest, bytes: ByteBuffer) {
    private val bytes: ByteBuffer = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN)

    /** A row of a voice's pack. */
    fun style(voice: String, row: Int): FloatArray {
        require(row in 0 until manifest.rows)
        val start = manifest.voice(voice).offset + row * manifest.columns * Float.SIZE_BYTES
        return FloatArray(manifest.columns) { bytes.getFloat(start + it * Float.SIZE_BYTES) }
    }
}
