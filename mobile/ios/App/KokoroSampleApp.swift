import KokoroSpeech
import SwiftUI

@main
struct KokoroSampleApp: App {
    var body: some Scene {
        WindowGroup { ContentView() }
    }
}

/// A text, a voice and two buttons.
struct ContentView: View {
    @State private var text = "Hello! This voice speaks on your phone, without a network."
    @State private var voice = ""
    @State private var status = "Loading…"
    @State private var kokoro: Kokoro?

    var body: some View {
        VStack(spacing: 16) {
            TextEditor(text: $text).border(.secondary)
            Picker("Voice", selection: $voice) {
                ForEach(kokoro?.voiceNames ?? [], id: \.self) { Text($0) }
            }
            HStack {
                Button("Speak") { speak() }
                Button("Stop") { kokoro?.stop() }
            }
            .disabled(kokoro == nil)
            Text(status).font(.footnote)
        }
        .padding()
        .task { await load() }
    }

    private func load() async {
        do {
            let folder = Bundle.main.bundleURL.appendingPathComponent("kokoro")
            let loaded = try await Task.detached { try Kokoro(folder: folder) }.value
            voice = loaded.voiceNames.first ?? ""
            kokoro = loaded
            status = "Ready"
        } catch {
            status = "\(error)"
        }
    }

    private func speak() {
        status = "Speaking"
        kokoro?.speak(text, voice: voice) { error in
            Task { @MainActor in status = error.map { "\($0)" } ?? "Ready" }
        }
    }
}
