package io.jcorn.servlet.session.codec;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Serializes a value and refuses classes that would be refused when it is read. */
final class AttributeOutput extends ObjectOutputStream {
    private final AllowedClasses allowed;

    AttributeOutput(OutputStream out, AllowedClasses allowed) throws IOException {
        super(out);
        this.allowed = allowed;
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        if (!allowed.allows(type)) {
            throw new NotSerializableException(type.getName() + ", a class that sessions don't take,");
        }
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
        annotateClass(type);
    }
}
