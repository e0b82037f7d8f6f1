plugins {
    id("com.android.application")
    id("org.jetbrains.kotlin.android")
}

android {
    namespace = "org.kokoro.sample"
    compileSdk = 35
    defaultConfig {
        applicationId = "org.kokoro.sample"
        minSdk = 26
        targetSdk = 35
        versionCode = 1
        versionName = "1.0"
        ndk { abiFilters += "arm64-v8a" }
    }
    // The bundle's folder kokoro/ lies beside this project; its files become assets.
    sourceSets["main"].assets.srcDir("../../kokoro")
    // Compressed assets cannot be mapped into memory, and copying them takes longer.
    androidResources { noCompress += listOf("onnx", "ort", "bin") }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    kotlinOptions { jvmTarget = "17" }
}

dependencies {
    implementation("com.microsoft.onnxruntime:onnxruntime-android:1.22.0")
    implementation("androidx.javascriptengine:javascriptengine:1.0.0")
    implementation("com.google.guava:guava:33.3.1-android")
}
