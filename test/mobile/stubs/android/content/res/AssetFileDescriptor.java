package android.content.res;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;

public class AssetFileDescriptor implements Closeable {
    public FileInputStream createInputStream() throws IOException {
        throw new UnsupportedOperationException();
    }

    public long getStartOffset() {
        throw new UnsupportedOperationException();
    }

    public long getDeclaredLength() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {}
}
