package io.jcorn.servlet.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Jakarta EE Platform 11 §5. */
class EntryValueTest {
    private static final ClassLoader LOADER = EntryValueTest.class.getClassLoader();

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("java.lang.String", "", ""),
                Arguments.of("java.lang.Boolean", "TRUE", true),
                Arguments.of("boolean", "false", false),
                Arguments.of("java.lang.Character", "x", 'x'),
                Arguments.of("java.lang.Byte", "-1", (byte) -1),
                Arguments.of("short", "2", (short) 2),
                Arguments.of("java.lang.Integer", "3", 3),
                Arguments.of("long", "4", 4L),
                Arguments.of("java.lang.Float", "1.5", 1.5f),
                Arguments.of("double", "2.5", 2.5),
                Arguments.of("java.lang.Class", "java.util.List", java.util.List.class),
                Arguments.of("java.util.concurrent.TimeUnit", "DAYS", TimeUnit.DAYS));
    }

    @ParameterizedTest
    @MethodSource("values")
    void hasTheTypeThatIsDeclared(String type, String text, Object value) throws Exception {
        assertThat(EntryValue.of(type, text, LOADER)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            java.lang.Integer             | x         | the value 'x' is no java.lang.Integer
            java.lang.Boolean             | yes       | the value 'yes' is no java.lang.Boolean
            java.lang.Character           | xy        | the value 'xy' is no java.lang.Character
            java.util.concurrent.TimeUnit | FORTNIGHT | the value 'FORTNIGHT' is no java.util.concurrent.TimeUnit
            java.lang.Class               | no.Such   | there is no class no.Such
            no.Such                       | x         | there is no class no.Such
            java.util.Date                | x         | <env-entry-type> is java.util.Date, it should be String, a wrapper of a primitive type, Class or an enum
            """)
    void tellsWhatWouldBeRight(String type, String text, String message) {
        assertThatThrownBy(() -> EntryValue.of(type, text, LOADER)).hasMessage(message);
    }
}
