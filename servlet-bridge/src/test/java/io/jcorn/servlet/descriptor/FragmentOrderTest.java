package io.jcorn.servlet.descriptor;

import static io.jcorn.servlet.descriptor.Documents.fragment;
import static io.jcorn.servlet.descriptor.Documents.webXml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FragmentOrderTest {
    /** "A after:* after:C": a fragment's name (- for none), then its constraints; "*" stands for others. */
    private static Descriptor parse(String text) throws DescriptorException {
        String[] words = text.strip().split("\\s+");
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int i = 1; i < words.length; i++) {
            String[] constraint = words[i].split(":");
            String element = constraint[1].equals("*") ? "<others/>" : "<name>" + constraint[1] + "</name>";
            (constraint[0].equals("before") ? before : after).append(element);
        }
        String name = words[0].equals("-") ? "" : "<name>" + words[0] + "</name>";
        String ordering = words.length == 1
                ? ""
                : "<ordering><after>" + after + "</after><before>" + before + "</before></ordering>";
        return fragment(words[0] + ".jar", name + ordering);
    }

    private static String order(Descriptor webXml, String fragments) throws DescriptorException {
        List<Descriptor> parsed = new ArrayList<>();
        for (String fragment : fragments.split(",")) parsed.add(parse(fragment));
        List<String> names = FragmentOrder.of(webXml, parsed).stream()
                .map(each -> each.name() == null ? "-" : each.name())
                .toList();
        return String.join(" ", names);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    the specification's first example  | A after:* after:C, B before:*, C after:*, D, E, F before:* before:B | F B D E C A
                    the specification's second example | - after:* before:C, B before:*, C, D after:*, E before:*, F          | B E F - C D
                    the specification's third example  | A after:B, B, C before:*, D                                          | C B A D
                    no ordering keeps the jars' order  | b, a, -, c                                                           | b a - c
                    unknown names mean nothing         | b after:nobody, a before:nobody                                      | b a
                    a chain                            | c after:b, b after:a, a                                              | a b c
                    others includes the nameless       | z before:*, -, a                                                     | z - a
                    before one that comes first        | a, b before:c, c before:*                                            | b c a
                    after one that comes last          | a after:b, b after:*, c                                              | c b a
                    """)
    void ordersRelatively(String name, String fragments, String expected) throws Exception {
        assertThat(order(webXml(""), fragments)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    only those named               | <name>c</name><name>a</name>                        | c a
                    others in their place          | <name>c</name><others/><name>a</name>               | c b - a
                    nothing at all                 | ''                                                  | ''
                    everything                     | <others/>                                           | a b c -
                    unknown names mean nothing     | <name>x</name><name>b</name>                        | b
                    of a name twice the first counts | <name>b</name><name>a</name><name>b</name>        | b a
                    """)
    void ordersAbsolutely(String name, String names, String expected) throws Exception {
        Descriptor webXml = webXml("<absolute-ordering>" + names + "</absolute-ordering>");
        assertThat(order(webXml, "a after:c, b, c, -")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a after:b, b after:a                 | goes in a circle: 'a', 'b'; remove one <before> or <after>
                    a after:b, b after:c, c after:a, d   | goes in a circle: 'a', 'b', 'c'
                    a after:a                            | goes in a circle: 'a'
                    a before:* after:b, b after:*        | both before and after all others
                    a before:* after:*                   | both before and after all others
                    a before:b, a                        | the fragment 'a' has the same name as a.jar:1
                    """)
    void refusesContradictions(String fragments, String message) {
        assertThatThrownBy(() -> order(webXml(""), fragments))
                .isInstanceOf(DescriptorException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesAnAmbiguousNameInAnAbsoluteOrdering() {
        assertThatThrownBy(() -> order(webXml("<absolute-ordering><name>a</name></absolute-ordering>"), "a, a"))
                .hasMessageContaining("same name");
    }

    @Test
    void allowsEqualNamesThatNobodyOrders() throws Exception {
        assertThat(order(webXml(""), "a, a")).isEqualTo("a a");
        assertThat(order(webXml("<absolute-ordering><others/></absolute-ordering>"), "a, a"))
                .isEqualTo("a a");
    }

    @Test
    void refusesAnAbsoluteOrderingInAFragment() {
        assertThatThrownBy(() -> fragment("x", "<absolute-ordering/>").name())
                .hasMessageContaining("belongs into web.xml");
    }
}
