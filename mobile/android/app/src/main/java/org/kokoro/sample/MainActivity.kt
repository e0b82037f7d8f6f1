package org.kokoro.sample

import android.app.Activity
import android.os.Bundle
import android.widget.ArrayAdapter
import android.widget.Button
import android.widget.EditText
import android.widget.LinearLayout
import android.widget.Spinner
import android.widget.TextView
import org.kokoro.sample.core.FrontEnd
import org.kokoro.sample.core.Manifest
import org.kokoro.sample.core.Speaker
import org.kokoro.sample.core.Voices
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors

/** A text, a voice and a button. Everything heavy runs on one background thread. */
class MainActivity : Activity() {
    private val worker: ExecutorService = Executors.newSingleThreadExecutor()
    private val closing = mutableListOf<AutoCloseable>()
    private lateinit var manifest: Manifest
    private lateinit var speaker: Speaker
    private lateinit var status: TextView

    @Volatile
    private var reading: Reading? = null

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        val files = BundleFiles(assets)
        manifest = Manifest(files.read("manifest.json").decodeToString())
        showControls()
        work { load(files) }
    }

    override fun onDestroy() {
        reading?.stop()
        worker.execute { closing.forEach { it.close() } }
        worker.shutdown()
        super.onDestroy()
    }

    private fun showControls() {
        val text = EditText(this).apply { setText(SAMPLE) }
        val voices = Spinner(this).apply {
            adapter = ArrayAdapter(
                this@MainActivity,
                android.R.layout.simple_spinner_dropdown_item,
                manifest.voices.map { it.name },
            )
        }
        status = TextView(this)
        val speak = Button(this).apply {
            setText("Speak")
            setOnClickListener { speak(text.text.toString(), voices.selectedItem.toString()) }
        }
        val stop = Button(this).apply {
            setText("Stop")
            setOnClickListener { reading?.stop() }
        }
        val layout = LinearLayout(this).apply { orientation = LinearLayout.VERTICAL }
        for (view in listOf(text, voices, speak, stop, status)) layout.addView(view)
        setContentView(layout)
    }

    private fun load(files: BundleFiles) {
        val networks = OrtNetworks(files).also { closing += it }
        val javaScript = SandboxJavaScript(this)
        val frontEnd = FrontEnd(manifest, javaScript, networks, files::read).also { closing += it }
        // Two threads: more of a phone's cores are slow ones, for which the fast ones would wait.
        val model = OrtModel(manifest, files.map(manifest.modelFile), threads = 2).also { closing += it }
        speaker = Speaker(manifest, frontEnd, Voices(manifest, files.map(manifest.voicesFile)), model)
        show("Ready")
    }

    private fun speak(text: String, voice: String) {
        reading?.stop()
        work {
            val current = Reading(manifest, speaker) { range -> show(text.substring(range)) }
            reading = current
            current.speak(text, voice, speed = 1f)
            show("Ready")
        }
    }

    /** Runs work in the background, and shows why it failed. */
    private fun work(task: () -> Unit) = worker.execute {
        try {
            task()
        } catch (error: Exception) {
            show(error.toString())
        }
    }

    private fun show(message: String) = runOnUiThread { status.setText(message) }

    private companion object {
        const val SAMPLE = "Hello! This voice speaks on your phone, without a network. It started before all of this was ready."
    }
}
