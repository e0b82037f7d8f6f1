package ai.onnxruntime;

import ai.onnxruntime.providers.NNAPIFlags;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

public class OrtSession implements AutoCloseable {
    public Result run(Map<String, ? extends OnnxTensorLike> inputs) throws OrtException {
        throw new UnsupportedOperationException();
    }

    public Result run(Map<String, ? extends OnnxTensorLike> inputs, Set<String> requestedOutputs) throws OrtException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws OrtException {}

    public static class SessionOptions implements AutoCloseable {
        public void setIntraOpNumThreads(int numThreads) throws OrtException {}

        public void setMemoryPatternOptimization(boolean memoryPatternOptimization) throws OrtException {}

        public void addConfigEntry(String configKey, String configValue) throws OrtException {}

        public void addXnnpack(Map<String, String> providerOptions) throws OrtException {}

        public void addNnapi(EnumSet<NNAPIFlags> flags) throws OrtException {}

        @Override
        public void close() {}
    }

    public static class Result implements AutoCloseable {
        public OnnxValue get(int index) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
