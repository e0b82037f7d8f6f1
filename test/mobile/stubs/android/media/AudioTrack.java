package android.media;

public class AudioTrack {
    public static final int MODE_STREAM = 1;
    public static final int WRITE_BLOCKING = 0;
    public static final int PLAYSTATE_PLAYING = 3;

    public static int getMinBufferSize(int sampleRateInHz, int channelConfig, int audioFormat) {
        throw new UnsupportedOperationException();
    }

    public int write(float[] audioData, int offsetInFloats, int sizeInFloats, int writeMode) {
        throw new UnsupportedOperationException();
    }

    public void play() throws IllegalStateException {}

    public void pause() throws IllegalStateException {}

    public void stop() throws IllegalStateException {}

    public void flush() {}

    public void release() {}

    public int getPlayState() {
        throw new UnsupportedOperationException();
    }

    public static class Builder {
        public Builder setAudioFormat(AudioFormat format) {
            return this;
        }

        public Builder setAudioAttributes(AudioAttributes attributes) {
            return this;
        }

        public Builder setTransferMode(int mode) {
            return this;
        }

        public Builder setBufferSizeInBytes(int bufferSizeInBytes) {
            return this;
        }

        public AudioTrack build() {
            throw new UnsupportedOperationException();
        }
    }
}
