import Foundation
import OnnxRuntimeBindings

/// Models in ONNX Runtime.
final class OrtModels {
    private let environment: ORTEnv
    private let speech: ORTSession
    private let manifest: Manifest
    private var networks: [URL: ORTSession] = [:]

    /// - Parameter coreML: lets Core ML run the parts that it can; measure it, for lengths that vary keep most on the CPU
    init(manifest: Manifest, folder: URL, threads: Int32, coreML: Bool) throws {
        self.manifest = manifest
        environment = try ORTEnv(loggingLevel: .warning)
        let options = try OrtModels.options(threads: threads)
        if coreML, ORTIsCoreMLExecutionProviderAvailable() {
            try options.appendCoreMLExecutionProvider(with: ORTCoreMLExecutionProviderOptions())
        }
        let path = folder.appendingPathComponent(manifest.model.file).path
        speech = try ORTSession(env: environment, modelPath: path, sessionOptions: options)
    }

    /// Phoneme ids and a style in, sound out.
    func speak(ids: [Int64], style: Data, speed: Float) throws -> [Float] {
        let inputs = manifest.model.inputs
        let audio = manifest.model.outputs.audio.name
        let outputs = try speech.run(
            withInputs: [
                inputs.ids.name: try tensor(ids, .int64, [1, ids.count]),
                inputs.style.name: try ORTValue(
                    tensorData: NSMutableData(data: style), elementType: .float, shape: numbers(inputs.style.shape)),
                // An empty shape is a scalar.
                inputs.speed.name: try tensor([speed], .float, inputs.speed.shape),
            ],
            outputNames: [audio], runOptions: nil)
        return try floats(outputs[audio])
    }

    /// Runs a network of the front end, which is loaded when it is first needed.
    func run(_ file: URL, _ inputs: [String: LongTensor]) throws -> [Float] {
        let network = try networks[file] ?? load(file)
        let values = try inputs.mapValues { try tensor($0.data, .int64, $0.dims) }
        let outputs = try network.run(
            withInputs: values, outputNames: Set(try network.outputNames()), runOptions: nil)
        return try floats(outputs.values.first)
    }

    private func load(_ file: URL) throws -> ORTSession {
        let options = try OrtModels.options(threads: 1)
        let network = try ORTSession(env: environment, modelPath: file.path, sessionOptions: options)
        networks[file] = network
        return network
    }

    private static func options(threads: Int32) throws -> ORTSessionOptions {
        let options = try ORTSessionOptions()
        try options.setIntraOpNumThreads(threads)
        // Threads that wait by spinning would drain the battery.
        try options.addConfigEntry(withKey: "session.intra_op.allow_spinning", value: "0")
        return options
    }

    private func tensor<T>(_ values: [T], _ type: ORTTensorElementDataType, _ shape: [Int]) throws -> ORTValue {
        let data = values.withUnsafeBytes { NSMutableData(bytes: $0.baseAddress, length: $0.count) }
        return try ORTValue(tensorData: data, elementType: type, shape: numbers(shape))
    }

    private func numbers(_ shape: [Int]) -> [NSNumber] { shape.map { NSNumber(value: $0) } }

    private func floats(_ value: ORTValue?) throws -> [Float] {
        guard let data = try value?.tensorData() else { throw KokoroError.noSound }
        var floats = [Float](repeating: 0, count: data.length / MemoryLayout<Float>.size)
        data.getBytes(&floats, length: data.length)
        return floats
    }
}
