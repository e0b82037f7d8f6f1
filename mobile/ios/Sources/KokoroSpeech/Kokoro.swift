import AVFoundation
import Foundation

/// Speaks text with the bundle in a folder. One text at a time; all work is done on a queue of its own.
public final class Kokoro {
    private let manifest: Manifest
    private let voices: Data
    private let models: OrtModels
    private let frontEnd: FrontEnd
    private let queue = DispatchQueue(label: "kokoro", qos: .userInitiated)
    private let engine = AVAudioEngine()
    private let player = AVAudioPlayerNode()
    private let format: AVAudioFormat
    private let lock = NSLock()
    private var reading = 0
    private var opened = ""

    /// Buffers that wait to be heard: a few, so that memory does not grow with the text.
    private let room = DispatchSemaphore(value: 3)

    /// Loads the bundle; takes some seconds.
    /// - Parameters:
    ///   - folder: the bundle's folder `kokoro`
    ///   - coreML: see docs: it pays only for models with fixed lengths
    public init(folder: URL, threads: Int32 = 2, coreML: Bool = false) throws {
        let json = try Data(contentsOf: folder.appendingPathComponent("manifest.json"))
        manifest = try JSONDecoder().decode(Manifest.self, from: json)
        guard manifest.format == 1 else { throw KokoroError.unsupportedFormat(manifest.format) }
        voices = try Data(contentsOf: folder.appendingPathComponent(manifest.voices.file), options: .mappedIfSafe)
        let models = try OrtModels(manifest: manifest, folder: folder, threads: threads, coreML: coreML)
        self.models = models
        frontEnd = try FrontEnd(manifest: manifest, folder: folder, runNetwork: models.run)
        guard let format = AVAudioFormat(standardFormatWithSampleRate: manifest.audio.sampleRate, channels: 1) else {
            throw KokoroError.noSound
        }
        self.format = format
        engine.attach(player)
        engine.connect(player, to: engine.mainMixerNode, format: format)
    }

    public var voiceNames: [String] { manifest.voices.list.map(\.name) }

    /// Speaks a text in place of the one before. The first sound comes after a short clause.
    /// - Parameter completion: called when the whole text has been generated, or with the error that ended it
    public func speak(_ text: String, voice: String, speed: Float = 1, completion: @escaping (Error?) -> Void) {
        stop()
        let mine = locked { reading }
        queue.async { [self] in
            do {
                try start()
                try generate(text, voice: voice, speed: speed, while: { locked { reading == mine } })
                completion(nil)
            } catch {
                completion(error)
            }
        }
    }

    public func stop() {
        locked { reading += 1 }
        player.stop()  // its buffers count as heard, which makes room
    }

    private func start() throws {
        #if os(iOS)
        try AVAudioSession.sharedInstance().setCategory(.playback, mode: .spokenAudio)
        try AVAudioSession.sharedInstance().setActive(true)
        #endif
        if !engine.isRunning { try engine.start() }
        player.play()
    }

    private func generate(_ text: String, voice: String, speed: Float, while isCurrent: () -> Bool) throws {
        let chosen = try manifest.voice(voice)
        if opened != chosen.language { try frontEnd.open(chosen.language) }
        opened = chosen.language
        try frontEnd.read(text)
        var seconds = 0.0
        var joined = false
        while isCurrent(), let utterance = try frontEnd.next(after: seconds) {
            let audio = try models.speak(ids: utterance.ids, style: style(chosen, utterance.row), speed: speed)
            let rate = manifest.audio.sampleRate
            let piece = trimAndPad(audio, joined: joined, pause: utterance.pause, rate: rate)
            joined = utterance.pause == 0
            seconds = Double(piece.count) / rate
            room.wait()
            guard isCurrent(), let buffer = buffer(piece) else {
                room.signal()
                continue
            }
            player.scheduleBuffer(buffer) { [room] in room.signal() }
        }
    }

    private func style(_ voice: Manifest.Voices.Voice, _ row: Int) -> Data {
        let size = manifest.voices.columns * MemoryLayout<Float>.size
        let start = voices.startIndex + voice.offset + row * size
        return voices.subdata(in: start..<(start + size))
    }

    private func buffer(_ samples: [Float]) -> AVAudioPCMBuffer? {
        guard let buffer = AVAudioPCMBuffer(pcmFormat: format, frameCapacity: AVAudioFrameCount(samples.count)),
            let channel = buffer.floatChannelData?[0]
        else { return nil }
        samples.withUnsafeBufferPointer { channel.update(from: $0.baseAddress!, count: samples.count) }
        buffer.frameLength = buffer.frameCapacity
        return buffer
    }

    private func locked<T>(_ work: () -> T) -> T {
        lock.lock()
        defer { lock.unlock() }
        return work()
    }
}
