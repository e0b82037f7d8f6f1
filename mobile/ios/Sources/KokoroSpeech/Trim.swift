import Foundation

/// Samples of 5 ms, as src/engine/trimAndPad.ts has them.
private let frame = 120
/// A frame with a mean square above this, -58 dBFS, is speech.
private let speechPower = pow(10.0, -5.8)
/// The highest peak, a little below full scale.
private let ceiling = 0.98

/// Prepares an utterance to be joined to others: trims the model's silence at both ends, fades the edges and adds the
/// pause. `joined` means that the utterance before it has no pause: then both are as close as possible.
func trimAndPad(_ audio: [Float], joined: Bool, pause: Double, rate: Double) -> [Float] {
    let frames = stride(from: 0, to: audio.count, by: frame).filter { isSpeech(audio, from: $0) }
    let silence = [Float](repeating: 0, count: Int((pause * rate).rounded()))
    guard let first = frames.first, let last = frames.last else { return silence }
    let lead = Int(((joined ? 0.01 : 0.03) * rate).rounded())
    let tail = Int(((pause == 0 ? 0.005 : 0.05) * rate).rounded())
    let start = max(0, first - lead)
    let end = min(audio.count, min(last + frame, audio.count) + tail)
    let fade = min(Double(frame), Double(end - start) / 2)
    let peak = audio[max(start, frame)..<end].reduce(0.0) { max($0, abs(Double($1))) }
    let level = peak > ceiling ? ceiling / peak : 1
    var trimmed = [Float](repeating: 0, count: end - start)
    for i in max(start, frame)..<end {
        let edge = Double(min(i - start, end - 1 - i))
        trimmed[i - start] = Float(Double(audio[i]) * level * (edge < fade ? edge / fade : 1))
    }
    return trimmed + silence
}

private func isSpeech(_ audio: [Float], from start: Int) -> Bool {
    if start < frame { return false }  // the start of the published model's sound is broken, so it stays silent
    let energy = audio[start..<min(start + frame, audio.count)].reduce(0.0) { $0 + Double($1) * Double($1) }
    return energy >= speechPower * Double(frame)
}
