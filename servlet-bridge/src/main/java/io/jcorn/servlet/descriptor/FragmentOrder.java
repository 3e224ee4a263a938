package io.jcorn.servlet.descriptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts fragments into their order (Servlet 6.1 §8.2.2). Where the specification leaves the order open, that of the input (the jars' names)
 * stays, so that every worker deploys the same.
 */
public final class FragmentOrder {
    /** Which third of the order a fragment belongs to. */
    private enum Group {
        BEFORE_OTHERS,
        MIDDLE,
        AFTER_OTHERS
    }

    private final List<Descriptor> fragments;
    /** successors.get(i): the fragments that come after fragment i. */
    private final List<Set<Integer>> successors = new ArrayList<>();

    private FragmentOrder(List<Descriptor> fragments) {
        this.fragments = fragments;
    }

    /**
     * The fragments that take part, in their order: web.xml's absolute ordering may leave some out, a relative one never does.
     *
     * @throws DescriptorException for two fragments of one name that the order needs to tell apart, and for contradictions
     */
    public static List<Descriptor> of(Descriptor webXml, List<Descriptor> fragments) throws DescriptorException {
        if (webXml.absoluteOrdering() != null) return absolute(webXml, fragments);
        FragmentOrder order = new FragmentOrder(fragments);
        return fragments.stream().allMatch(fragment -> fragment.ordering().equals(Ordering.NONE))
                ? List.copyOf(fragments)
                : order.relative();
    }

    private static List<Descriptor> absolute(Descriptor webXml, List<Descriptor> fragments) throws DescriptorException {
        Set<String> names = new HashSet<>(webXml.absoluteOrdering()); // asked for null, too
        Map<String, Descriptor> named = new LinkedHashMap<>();
        for (Descriptor fragment : fragments) {
            if (!names.contains(fragment.name())) continue;
            Descriptor other = named.putIfAbsent(fragment.name(), fragment);
            if (other != null) throw sameName(fragment, other, "web.xml's <absolute-ordering>");
        }
        List<Descriptor> order = new ArrayList<>();
        for (String name : webXml.absoluteOrdering()) {
            if (name.equals(Descriptor.OTHERS))
                fragments.stream().filter(each -> !names.contains(each.name())).forEach(order::add);
            else if (named.containsKey(name)) order.add(named.get(name));
        }
        return order;
    }

    private static DescriptorException sameName(Descriptor one, Descriptor other, String who) {
        return new DescriptorException(
                one.place(),
                "the fragment '" + one.name() + "' has the same name as " + other.place() + ", " + who
                        + " can't tell them apart; remove one of the two jars");
    }

    private List<Descriptor> relative() throws DescriptorException {
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < fragments.size(); i++) {
            successors.add(new LinkedHashSet<>());
            String name = fragments.get(i).name();
            Integer other = name == null ? null : byName.putIfAbsent(name, i);
            if (other != null) throw sameName(fragments.get(i), fragments.get(other), "a relative <ordering>");
        }
        for (int i = 0; i < fragments.size(); i++) {
            for (String name : fragments.get(i).ordering().before())
                if (byName.containsKey(name)) successors.get(i).add(byName.get(name));
            for (String name : fragments.get(i).ordering().after())
                if (byName.containsKey(name)) successors.get(byName.get(name)).add(i);
        }
        Group[] groups = groups();
        List<Descriptor> order = new ArrayList<>();
        for (Group group : Group.values()) sort(group, groups, order);
        return order;
    }

    /** Who must come before a fragment that comes before all others, does so too; likewise at the end. */
    private Group[] groups() throws DescriptorException {
        Set<Integer> first = new LinkedHashSet<>();
        Set<Integer> last = new LinkedHashSet<>();
        for (int i = 0; i < fragments.size(); i++) {
            if (fragments.get(i).ordering().beforeOthers()) first.add(i);
            if (fragments.get(i).ordering().afterOthers()) last.add(i);
        }
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int i = 0; i < fragments.size(); i++) {
                for (int next : successors.get(i)) {
                    if (first.contains(next)) grown |= first.add(i);
                    if (last.contains(i)) grown |= last.add(next);
                }
            }
        }
        Group[] groups = new Group[fragments.size()];
        for (int i = 0; i < groups.length; i++) {
            if (first.contains(i) && last.contains(i)) {
                throw new DescriptorException(
                        fragments.get(i).place(),
                        "the <ordering> of the fragments wants " + label(i)
                                + " both before and after all others; remove one of its constraints");
            }
            groups[i] = first.contains(i) ? Group.BEFORE_OTHERS : last.contains(i) ? Group.AFTER_OTHERS : Group.MIDDLE;
        }
        return groups;
    }

    /** Takes, again and again, the first fragment of the group that no fragment left must precede. */
    private void sort(Group group, Group[] groups, List<Descriptor> order) throws DescriptorException {
        Set<Integer> left = new LinkedHashSet<>();
        for (int i = 0; i < groups.length; i++) if (groups[i] == group) left.add(i);
        while (!left.isEmpty()) {
            Integer next = left.stream()
                    .filter(i -> left.stream().noneMatch(j -> successors.get(j).contains(i)))
                    .findFirst()
                    .orElseThrow(() -> new DescriptorException("the <ordering> of the web fragments goes in a circle: "
                            + String.join(", ", left.stream().map(this::label).toList())
                            + "; remove one <before> or <after>"));
            left.remove(next);
            order.add(fragments.get(next));
        }
    }

    private String label(int i) {
        String name = fragments.get(i).name();
        return name == null ? fragments.get(i).place().file() : "'" + name + "'";
    }
}
