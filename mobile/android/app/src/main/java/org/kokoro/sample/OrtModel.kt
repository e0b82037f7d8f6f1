package org.kokoro.sample

import ai.onnxruntime.OnnxTensor
import ai.onnxruntime.OrtEnvironment
import ai.onnxruntime.OrtSession
import ai.onnxruntime.providers.NNAPIFlags
import org.kokoro.sample.core.LongTensor
import org.kokoro.sample.core.Manifest
import org.kokoro.sample.core.Networks
import org.kokoro.sample.core.SpeechModel
import java.nio.ByteBuffer
import java.nio.FloatBuffer
import java.nio.LongBuffer
import java.util.EnumSet

/** What runs the model. CPU is the default: the others help only with shapes and operators that they know. */
enum class Accelerator { CPU, XNNPACK, NNAPI }

/** The model in ONNX Runtime. */
class OrtModel(
    private val manifest: Manifest,
    model: ByteBuffer,
    threads: Int,
    accelerator: Accelerator = Accelerator.CPU,
) : SpeechModel, AutoCloseable {
    private val session: OrtSession = environment.createSession(model, optionsOf(threads, accelerator))

    override fun run(ids: LongArray, style: FloatArray, speed: Float): FloatArray {
        val inputs = mapOf(
            manifest.ids.name to longTensor(ids, longArrayOf(1, ids.size.toLong())),
            manifest.style.name to floatTensor(style, manifest.style.shape),
            manifest.speed.name to floatTensor(floatArrayOf(speed), manifest.speed.shape), // [] is a scalar
        )
        try {
            session.run(inputs, setOf(manifest.audio.name)).use { return floatsOf(it) }
        } finally {
            inputs.values.forEach { it.close() }
        }
    }

    override fun close() = session.close()

    private fun optionsOf(threads: Int, accelerator: Accelerator) = OrtSession.SessionOptions().apply {
        setMemoryPatternOptimization(false) // patterns are kept for every length of input
        addConfigEntry("session.intra_op.allow_spinning", "0") // waiting threads would drain the battery
        when (accelerator) {
            Accelerator.CPU -> setIntraOpNumThreads(threads)
            Accelerator.XNNPACK -> {
                setIntraOpNumThreads(1) // XNNPACK has its own threads
                addXnnpack(mapOf("intra_op_num_threads" to threads.toString()))
            }
            Accelerator.NNAPI -> {
                setIntraOpNumThreads(threads) // for the parts that NNAPI leaves to the CPU
                addNnapi(EnumSet.of(NNAPIFlags.USE_FP16))
            }
        }
    }
}

/** The front end's networks in ONNX Runtime, each loaded when it is first needed. */
class OrtNetworks(private val files: BundleFiles) : Networks, AutoCloseable {
    private val sessions = mutableMapOf<String, OrtSession>()

    override fun run(file: String, inputs: Map<String, LongTensor>): FloatArray {
        val session = sessions.getOrPut(file) {
            environment.createSession(files.read(file), OrtSession.SessionOptions().apply { setIntraOpNumThreads(1) })
        }
        val tensors = inputs.mapValues { (_, tensor) -> longTensor(tensor.data, tensor.shape) }
        try {
            session.run(tensors).use { return floatsOf(it) }
        } finally {
            tensors.values.forEach { it.close() }
        }
    }

    override fun close() = sessions.values.forEach { it.close() }
}

private val environment: OrtEnvironment by lazy { OrtEnvironment.getEnvironment() }

private fun longTensor(data: LongArray, shape: LongArray): OnnxTensor =
    OnnxTensor.createTensor(environment, LongBuffer.wrap(data), shape)

private fun floatTensor(data: FloatArray, shape: LongArray): OnnxTensor =
    OnnxTensor.createTensor(environment, FloatBuffer.wrap(data), shape)

private fun floatsOf(result: OrtSession.Result): FloatArray {
    val buffer = (result.get(0) as OnnxTensor).floatBuffer
    return FloatArray(buffer.remaining()).also { buffer.get(it) }
}
