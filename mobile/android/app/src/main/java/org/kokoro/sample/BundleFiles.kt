package org.kokoro.sample

import android.content.res.AssetManager
import java.nio.ByteBuffer
import java.nio.channels.FileChannel

/** The bundle's files, which Gradle packs as assets. */
class BundleFiles(private val assets: AssetManager) {
    fun read(name: String): ByteArray = assets.open(name).use { it.readBytes() }

    /** Maps a file that is stored without compression (`noCompress` in build.gradle.kts) into memory. */
    fun map(name: String): ByteBuffer = assets.openFd(name).use { file ->
        file.createInputStream().use { stream ->
            stream.channel.map(FileChannel.MapMode.READ_ONLY, file.startOffset, file.declaredLength)
        }
    }
}
