package android.media;

public final class AudioAttributes {
    public static final int USAGE_ASSISTANT = 16;
    public static final int CONTENT_TYPE_SPEECH = 1;

    public static class Builder {
        public Builder setUsage(int usage) {
            return this;
        }

        public Builder setContentType(int contentType) {
            return this;
        }

        public AudioAttributes build() {
            throw new UnsupportedOperationException();
        }
    }
}
