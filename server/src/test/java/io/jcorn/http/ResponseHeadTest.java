package io.jcorn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadTest {
    private final ResponseHead head = new ResponseHead();

    @Test
    void setReplacesAllOfAName() {
        head.add("A", "1");
        head.add("B", "2");
        head.add("a", "3");
        head.set("a", "4");
        assertThat(head.fieldCount()).isEqualTo(2);
        assertThat(head.fields("A")).containsExactly("4");
        assertThat(head.name(1)).isEqualTo("B");
        head.remove("b");
        assertThat(head.field("B")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\rb", "a\nb", "\0", "\u001f", "a\u007f", "\u010d\n"})
    void refusesControlCharactersInAValue(String value) {
        assertThatThrownBy(() -> head.add("A", value)).isInstanceOf(IllegalArgumentException.class);
        head.add("A", "good");
        assertThatThrownBy(() -> head.set("A", value)).isInstanceOf(IllegalArgumentException.class);
        assertThat(head.fields("A")).containsExactly("good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r\n", "\u00e9", "\u0141"})
    void refusesANameThatIsNoToken(String name) {
        assertThatThrownBy(() -> head.set(name, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThat(head.fieldCount()).isZero();
    }

    @Test
    void replacesWhatLatin1DoesNotHave() {
        // the low byte of U+010A is LF: cut to eight bits it would end the line
        head.set("A", "\u010a\t\u00e9 \u65e5");
        assertThat(head.field("A")).isEqualTo("?\t\u00e9 ?");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 99, 1000})
    void refusesAStatusThatHasNotThreeDigits(int status) {
        assertThatThrownBy(() -> head.status(status)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsItsContentLength() {
        assertThat(head.contentLength()).isEqualTo(-1);
        head.set("content-length", "12");
        assertThat(head.contentLength()).isEqualTo(12);
        head.set("content-length", "twelve");
        assertThat(head.contentLength()).isEqualTo(-1);
    }

    @Test
    void findsATokenInAnyLine() {
        head.add("Connection", "x, y");
        head.add("connection", "z , Close");
        assertThat(head.hasToken("Connection", "close")).isTrue();
        assertThat(head.hasToken("Connection", "clos")).isFalse();
    }
}
