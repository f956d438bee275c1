package org.pgfiles.storage;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An element of S3's XML, which has no attributes and no text between elements. Whatever it is, it is written as it was read, so that
 * what others have set up stays as it is also where it is nothing that we know.
 *
 * @param text of an element without children, as it stands
 */
record Xml(String name, String text, List<Xml> children) {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static final int MAX_DEPTH = 20;

    static Xml of(String name, Xml... children) {
        return new Xml(name, "", List.of(children));
    }

    static Xml of(String name, String text) {
        return new Xml(name, text, List.of());
    }

    /** The root; null if this is no such XML, or more than that. */
    static @Nullable Xml parse(byte[] bytes) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            reader.nextTag();
            Xml root = read(reader, 0);
            while (reader.hasNext()) {
                reader.next(); // What is cut off, or followed by more, is refused.
            }
            return root;
        } catch (XMLStreamException e) {
            return null;
        }
    }

    private static Xml read(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH || (depth > 0 && reader.getAttributeCount() > 0)) {
            throw new XMLStreamException("nothing of S3's");
        }
        String name = reader.getLocalName();
        StringBuilder text = new StringBuilder();
        List<Xml> children = new ArrayList<>();
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            if (reader.isStartElement()) {
                children.add(read(reader, depth + 1));
            } else if (reader.isCharacters()) {
                text.append(reader.getText());
            } else if (reader.getEventType() != XMLStreamConstants.COMMENT) {
                throw new XMLStreamException("nothing of S3's");
            }
        }
        if (!children.isEmpty() && !text.toString().isBlank()) {
            throw new XMLStreamException("nothing of S3's");
        }
        return new Xml(name, children.isEmpty() ? text.toString() : "", children);
    }

    /** Those of this name. */
    List<Xml> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** The first of this name at the end of a path, or null. */
    @Nullable
    Xml at(String... path) {
        Xml found = this;
        for (String step : path) {
            List<Xml> next = found.all(step);
            if (next.isEmpty()) {
                return null;
            }
            found = next.get(0);
        }
        return found;
    }

    /** The text at the end of a path without space around; empty if there is none. */
    String textAt(String... path) {
        Xml found = at(path);
        return found == null ? "" : found.text.strip();
    }

    List<String> texts(String childName) {
        return all(childName).stream().map(child -> child.text.strip()).toList();
    }

    /** Without the children of which this is one, and then with it. */
    Xml with(List<Xml> without, Xml child) {
        return new Xml(
                name,
                "",
                Stream.concat(children.stream().filter(c -> !without.contains(c)), Stream.of(child))
                        .toList());
    }

    /** Whether it says the same, in whatever order. */
    boolean saysAs(Xml other) {
        if (!name.equals(other.name)
                || !text.strip().equals(other.text.strip())
                || children.size() != other.children.size()) {
            return false;
        }
        List<Xml> left = new ArrayList<>(other.children);
        return children.stream().allMatch(child -> {
            for (Xml candidate : left) {
                if (candidate.saysAs(child)) {
                    return left.remove(candidate);
                }
            }
            return false;
        });
    }

    /** As a document. */
    byte[] toBytes() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(out, " xmlns=\"" + NAMESPACE + "\"");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(StringBuilder out, String namespace) {
        out.append('<').append(name).append(namespace).append('>');
        for (Xml child : children) {
            child.write(out, "");
        }
        out.append(text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\r", "&#13;"))
                .append("</")
                .append(name)
                .append('>');
    }
}
