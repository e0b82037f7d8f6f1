import Foundation
import JavaScriptCore

/// One run of the model.
struct Utterance: Decodable {
    let phonemes: String
    let ids: [Int64]
    /// The row of the voice's pack.
    let row: Int
    /// The part of the text that it speaks, in UTF-16 code units.
    let start, end: Int
    /// Seconds of silence after it.
    let pause: Double
}

/// An integer tensor, row by row.
struct LongTensor: Decodable {
    let data: [Int64]
    let dims: [Int]
}

/// Turns text into utterances: front-end.js in JavaScriptCore, and the data that it asks for.
final class FrontEnd {
    private struct State: Decodable {
        let need, name, error: String?
        let inputs: [String: LongTensor]?
        let utterance: Utterance?
    }

    private let manifest: Manifest
    private let folder: URL
    private let context: JSContext
    /// Runs a network and returns the values of its only output.
    private let runNetwork: (URL, [String: LongTensor]) throws -> [Float]
    private var language = ""

    init(manifest: Manifest, folder: URL, runNetwork: @escaping (URL, [String: LongTensor]) throws -> [Float]) throws {
        guard let context = JSContext() else { throw KokoroError.frontEnd("JavaScriptCore cannot be started") }
        self.manifest = manifest
        self.folder = folder
        self.context = context
        self.runNetwork = runNetwork
        try evaluate(String(contentsOf: folder.appendingPathComponent(manifest.frontEnd.script), encoding: .utf8))
    }

    /// Loads a language. Takes a moment; utterances then come quickly.
    func open(_ language: String) throws {
        self.language = language
        let vocabulary = try String(contentsOf: folder.appendingPathComponent(manifest.vocabulary), encoding: .utf8)
        _ = try call("open(\(quoted(language)), \(vocabulary))")
    }

    /// Begins a text.
    func read(_ text: String) throws {
        _ = try call("read(\(quoted(language)), \(quoted(text)))")
    }

    /// The next utterance of the text, or nil at its end. `seconds` is the length of the sound before it.
    func next(after seconds: Double) throws -> Utterance? {
        try call("next(\(seconds))").utterance
    }

    /// Calls a function of the script and provides what it needs, until it has an answer.
    private func call(_ code: String) throws -> State {
        try evaluate("KokoroFrontEnd.\(code)")
        while true {
            let json = try evaluate("KokoroFrontEnd.poll()").toString() ?? ""
            let state = try JSONDecoder().decode(State.self, from: Data(json.utf8))
            if let error = state.error { throw KokoroError.frontEnd(error) }
            switch state.need {
            case "data":
                try provide(Data(contentsOf: file(state.name)))
            case "network":
                let scores = try runNetwork(file(state.name), state.inputs ?? [:])
                try evaluate("KokoroFrontEnd.provideScores([\(scores.map(\.description).joined(separator: ","))])")
            default:
                return state
            }
        }
    }

    private func file(_ name: String?) throws -> URL {
        guard let name, let file = manifest.frontEnd.languages[language]?[name] else {
            throw KokoroError.frontEnd("The bundle has no \(name ?? "data") for \(language)")
        }
        return folder.appendingPathComponent(file)
    }

    /// Hands bytes over as an ArrayBuffer.
    private func provide(_ data: Data) throws {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, data.count), alignment: 16)
        data.copyBytes(to: bytes)
        var exception: JSValueRef?
        let buffer = JSObjectMakeArrayBufferWithBytesNoCopy(
            context.jsGlobalContextRef, bytes.baseAddress, data.count,
            { pointer, _ in pointer?.deallocate() }, nil, &exception)
        guard let buffer, let value = JSValue(jsValueRef: buffer, in: context) else {
            throw KokoroError.frontEnd("\(data.count) bytes cannot be handed over")
        }
        context.objectForKeyedSubscript("KokoroFrontEnd").invokeMethod("provideData", withArguments: [value])
        try checkException()
    }

    @discardableResult
    private func evaluate(_ code: String) throws -> JSValue {
        let value = context.evaluateScript(code)
        try checkException()
        guard let value else { throw KokoroError.frontEnd("JavaScriptCore returned nothing") }
        return value
    }

    private func checkException() throws {
        guard let exception = context.exception else { return }
        context.exception = nil
        throw KokoroError.frontEnd(exception.toString() ?? "unknown")
    }

    private func quoted(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }
}
