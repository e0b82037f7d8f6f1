// swift-tools-version: 5.9
import PackageDescription

let package = Package(
    name: "KokoroSpeech",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [.library(name: "KokoroSpeech", targets: ["KokoroSpeech"])],
    dependencies: [
        // The bindings of onnxruntime-objc.
        .package(url: "https://github.com/microsoft/onnxruntime-swift-package-manager", from: "1.20.0")
    ],
    targets: [
        .target(
            name: "KokoroSpeech",
            dependencies: [.product(name: "onnxruntime", package: "onnxruntime-swift-package-manager")]
        )
    ]
)
