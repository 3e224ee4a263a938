package io.jcorn.servlet.descriptor;

import jakarta.servlet.descriptor.JspConfigDescriptor;
import jakarta.servlet.descriptor.JspPropertyGroupDescriptor;
import jakarta.servlet.descriptor.TaglibDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The jsp-config of one descriptor, or of all of them together (Servlet 6.1 §8.2.3: they add up). */
public record JspConfig(List<Taglib> taglibs, List<JspPropertyGroup> propertyGroups) implements JspConfigDescriptor {
    /** Of an application whose descriptors have none. */
    public static final JspConfig NONE = new JspConfig(List.of(), List.of());

    public JspConfig {
        taglibs = List.copyOf(taglibs);
        propertyGroups = List.copyOf(propertyGroups);
    }

    /** A name that pages use for a tag library descriptor. */
    public record Taglib(String uri, String location) implements TaglibDescriptor {
        @Override
        public String getTaglibURI() {
            return uri;
        }

        @Override
        public String getTaglibLocation() {
            return location;
        }
    }

    /** Both, this one's first. */
    JspConfig and(JspConfig other) {
        List<Taglib> allTaglibs = new ArrayList<>(taglibs);
        allTaglibs.addAll(other.taglibs);
        List<JspPropertyGroup> allGroups = new ArrayList<>(propertyGroups);
        allGroups.addAll(other.propertyGroups);
        return new JspConfig(allTaglibs, allGroups);
    }

    public boolean isEmpty() {
        return taglibs.isEmpty() && propertyGroups.isEmpty();
    }

    @Override
    public Collection<TaglibDescriptor> getTaglibs() {
        return List.copyOf(taglibs);
    }

    @Override
    public Collection<JspPropertyGroupDescriptor> getJspPropertyGroups() {
        return List.copyOf(propertyGroups);
    }
}
