package io.jcorn.servlet.descriptor;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Makes descriptors from the inside of their root element. */
final class Documents {
    private Documents() {}

    static Descriptor webXml(String body) throws DescriptorException {
        return DescriptorReader.readWebXml(stream("<web-app version='6.1'>" + body + "</web-app>"), "web.xml");
    }

    static Descriptor fragment(String file, String body) throws DescriptorException {
        return DescriptorReader.readFragment(stream("<web-fragment>" + body + "</web-fragment>"), file);
    }

    static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
