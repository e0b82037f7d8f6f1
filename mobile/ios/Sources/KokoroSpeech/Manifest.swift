import Foundation

/// The content of manifest.json, which describes the bundle.
struct Manifest: Decodable {
    struct Tensor: Decodable {
        let name: String
        let type: String
        /// A length that varies is -1.
        let shape: [Int]

        private enum Key: CodingKey { case name, type, shape }
        private struct Length: Decodable {
            let value: Int
            init(from decoder: Decoder) throws {
                value = (try? decoder.singleValueContainer().decode(Int.self)) ?? -1
            }
        }

        init(from decoder: Decoder) throws {
            let values = try decoder.container(keyedBy: Key.self)
            name = try values.decode(String.self, forKey: .name)
            type = try values.decode(String.self, forKey: .type)
            shape = try values.decode([Length].self, forKey: .shape).map(\.value)
        }
    }

    struct Model: Decodable {
        struct Inputs: Decodable { let ids, style, speed: Tensor }
        struct Outputs: Decodable { let audio: Tensor }
        let file: String
        let inputs: Inputs
        let outputs: Outputs
    }

    struct Audio: Decodable { let sampleRate: Double }

    struct Voices: Decodable {
        struct Voice: Decodable {
            let name, language: String
            let offset: Int
        }
        let file: String
        let rows, columns: Int
        let list: [Voice]
    }

    struct FrontEnd: Decodable {
        let script: String
        /// By language and the name that the script asks for: the file.
        let languages: [String: [String: String]]
    }

    let format: Int
    let model: Model
    let audio: Audio
    let voices: Voices
    let vocabulary: String
    let frontEnd: FrontEnd

    func voice(_ name: String) throws -> Voices.Voice {
        guard let voice = voices.list.first(where: { $0.name == name }) else { throw KokoroError.unknownVoice(name) }
        return voice
    }
}

public enum KokoroError: Error {
    case unsupportedFormat(Int)
    case unknownVoice(String)
    case frontEnd(String)
    case noSound
}
