package android.media;

public final class AudioFormat {
    public static final int ENCODING_PCM_FLOAT = 4;
    public static final int CHANNEL_OUT_MONO = 4;

    public int getChannelMask() {
        throw new UnsupportedOperationException();
    }

    public int getEncoding() {
        throw new UnsupportedOperationException();
    }

    public static class Builder {
        public Builder setEncoding(int encoding) {
            return this;
        }

        public Builder setSampleRate(int sampleRate) {
            return this;
        }

        public Builder setChannelMask(int channelMask) {
            return this;
        }

        public AudioFormat build() {
            throw new UnsupportedOperationException();
        }
    }
}
