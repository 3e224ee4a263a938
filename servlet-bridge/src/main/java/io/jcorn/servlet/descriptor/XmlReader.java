package io.jcorn.servlet.descriptor;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML into {@link Element}s. Never opens a file or a connection: external DTDs are empty, external entities are off. */
final class XmlReader {
    private final String file;
    private final XMLStreamReader reader;
    private String publicId = "";

    XmlReader(InputStream in, String file) throws DescriptorException {
        this.file = file;
        // the JDK's own: a parser in the application must not read the descriptor
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> new ByteArrayInputStream(new byte[0]));
        try {
            reader = factory.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    Element read() throws DescriptorException {
        Deque<Element> open = new ArrayDeque<>();
        try {
            while (true) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD -> publicId = publicIdOf(reader.getText());
                    case XMLStreamConstants.START_ELEMENT -> {
                        Element element = element();
                        if (!open.isEmpty()) open.peek().add(element);
                        open.push(element);
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (!open.isEmpty()) open.peek().append(reader.getText());
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        Element closed = open.pop();
                        if (open.isEmpty()) return closed;
                    }
                    default -> {} // comments and the like
                }
            }
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    private Element element() {
        Element element = new Element(
                reader.getLocalName(), new Place(file, reader.getLocation().getLineNumber()));
        for (int i = 0; i < reader.getAttributeCount(); i++)
            element.attribute(
                    reader.getAttributeLocalName(i), reader.getAttributeValue(i).strip());
        return element;
    }

    /** The public identifier of the DOCTYPE, "" if there is none. Known when {@link #read} has returned. */
    String publicId() {
        return publicId;
    }

    private static String publicIdOf(String doctype) {
        int keyword = doctype == null ? -1 : doctype.indexOf("PUBLIC");
        if (keyword < 0) return "";
        int quote = keyword + "PUBLIC".length();
        while (quote < doctype.length() && Character.isWhitespace(doctype.charAt(quote))) quote++;
        if (quote == doctype.length()) return "";
        int end = doctype.indexOf(doctype.charAt(quote), quote + 1);
        return end < 0 ? "" : doctype.substring(quote + 1, end);
    }

    private DescriptorException malformed(XMLStreamException e) {
        // "ParseError at [row,col]:[3,1]\nMessage: what": the row is told as our place
        String message = String.valueOf(e.getMessage());
        int what = message.indexOf("Message: ");
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
        return new DescriptorException(
                new Place(file, line),
                "not well-formed XML: "
                        + message.substring(what < 0 ? 0 : what + 9).replaceAll("\\s+", " "));
    }
}
