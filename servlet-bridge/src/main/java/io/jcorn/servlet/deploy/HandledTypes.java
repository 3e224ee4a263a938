package io.jcorn.servlet.deploy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.CompositeIndex;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Indexer;

/**
 * Finds an application's classes for @HandlesTypes (Servlet 6.1 §8.2.4): those that extend or implement a type, however indirectly, and
 * those with an annotation on themselves, a method, a parameter or a field. Loads none of them.
 */
final class HandledTypes {
    private static final System.Logger LOG = System.getLogger("jcorn.deploy");

    private final IndexView application;
    private final ClassLoader outside;
    private IndexView complete;

    /**
     * Looks into one application.
     *
     * @param application all classes that may be handled
     * @param outside has the types that the application's classes extend and that are not its own
     */
    HandledTypes(IndexView application, ClassLoader outside) {
        this.application = application;
        this.outside = outside;
    }

    /** Names of the classes for one type, in order; never the type itself. */
    Set<String> of(Class<?> type) throws IOException {
        DotName name = DotName.createSimple(type.getName());
        Set<String> found = new TreeSet<>();
        if (type.isAnnotation()) {
            for (AnnotationInstance annotation : application.getAnnotations(name)) {
                ClassInfo declaring = declaringClass(annotation.target());
                if (declaring != null) found.add(declaring.name().toString());
            }
            return found;
        }
        IndexView index = application.getClassByName(name) != null ? application : complete();
        if (type.isInterface()) {
            addApplications(index.getAllKnownImplementations(name), found);
            addApplications(index.getAllKnownSubinterfaces(name), found);
        } else {
            addApplications(index.getAllKnownSubclasses(name), found);
        }
        found.remove(type.getName());
        return found;
    }

    private void addApplications(Collection<ClassInfo> classes, Set<String> found) {
        for (ClassInfo each : classes)
            if (application.getClassByName(each.name()) != null)
                found.add(each.name().toString());
    }

    private static ClassInfo declaringClass(AnnotationTarget target) {
        return switch (target.kind()) {
            case CLASS -> target.asClass();
            case METHOD -> target.asMethod().declaringClass();
            case METHOD_PARAMETER -> target.asMethodParameter().method().declaringClass();
            case FIELD -> target.asField().declaringClass();
            case RECORD_COMPONENT -> target.asRecordComponent().declaringClass();
            case TYPE -> null; // of a use of a type, not of a declaration
        };
    }

    /** The application's index with the JDK's and the APIs' types above its classes: the way to a type of theirs leads through them. */
    private IndexView complete() throws IOException {
        if (complete == null) {
            Indexer indexer = new Indexer();
            Set<DotName> seen = new HashSet<>();
            List<ClassInfo> next = new ArrayList<>(application.getKnownClasses());
            while (!next.isEmpty()) {
                List<ClassInfo> above = new ArrayList<>();
                for (ClassInfo each : next) {
                    for (DotName name : supertypes(each)) {
                        if (application.getClassByName(name) != null || !seen.add(name)) continue;
                        ClassInfo info = indexOutside(indexer, name);
                        if (info != null) above.add(info);
                    }
                }
                next = above;
            }
            complete = CompositeIndex.create(application, indexer.complete());
        }
        return complete;
    }

    private static List<DotName> supertypes(ClassInfo info) {
        List<DotName> names = new ArrayList<>(info.interfaceNames());
        if (info.superName() != null) names.add(info.superName());
        return names;
    }

    private ClassInfo indexOutside(Indexer indexer, DotName name) throws IOException {
        try (InputStream in = outside.getResourceAsStream(name.toString().replace('.', '/') + ".class")) {
            if (in == null) return null;
            byte[] bytes = in.readAllBytes();
            indexer.index(new ByteArrayInputStream(bytes));
            return Index.singleClass(bytes);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, () -> name + " can't be scanned: " + e);
            return null;
        }
    }
}
