package io.jcorn.servlet.context;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The encoding that a response gets by its locale alone (Servlet 6.1 §5.6). Immutable.
 *
 * <p>What the application says goes first: its {@code locale-encoding-mapping}, then its response-character-encoding. One
 * that says neither gets for its locale what a browser would take the page to be in (HTML Standard §13.2.3.2, the table
 * of default encodings by locale), so that the text can be written at all.
 */
final class LocaleEncodings {
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("ar", "windows-1256"),
            Map.entry("az", "windows-1254"),
            Map.entry("be", "windows-1251"),
            Map.entry("bg", "windows-1251"),
            Map.entry("cs", "windows-1250"),
            Map.entry("el", "ISO-8859-7"),
            Map.entry("et", "windows-1257"),
            Map.entry("fa", "windows-1256"),
            Map.entry("he", "windows-1255"),
            Map.entry("hr", "windows-1250"),
            Map.entry("hu", "ISO-8859-2"),
            Map.entry("ja", "Shift_JIS"),
            Map.entry("kk", "windows-1251"),
            Map.entry("ko", "EUC-KR"),
            Map.entry("ky", "windows-1251"),
            Map.entry("lt", "windows-1257"),
            Map.entry("lv", "windows-1257"),
            Map.entry("mk", "windows-1251"),
            Map.entry("pl", "ISO-8859-2"),
            Map.entry("ru", "windows-1251"),
            Map.entry("sk", "windows-1250"),
            Map.entry("sl", "ISO-8859-2"),
            Map.entry("sr", "windows-1251"),
            Map.entry("th", "windows-874"),
            Map.entry("tr", "windows-1254"),
            Map.entry("uk", "windows-1251"),
            Map.entry("vi", "windows-1258"),
            Map.entry("zh", "gb18030"),
            Map.entry("zh_hk", "Big5"),
            Map.entry("zh_tw", "Big5"));

    private final Map<String, Charset> declared = new HashMap<>();
    private final boolean usual;

    /**
     * @param declared the application's encodings by locale, {@code ja} or {@code ja_JP}
     * @param usual whether locales that it doesn't mention get the usual encoding
     * @throws IllegalArgumentException for an unknown charset
     */
    LocaleEncodings(Map<String, String> declared, boolean usual) {
        declared.forEach((locale, name) -> this.declared.put(key(locale), Charset.forName(name)));
        this.usual = usual;
    }

    /** The most specific one; null if the locale has none. */
    Charset of(Locale locale) {
        String exact = key(locale.getLanguage() + '_' + locale.getCountry());
        Charset found = declared.get(exact);
        if (found == null) found = declared.get(locale.getLanguage());
        if (found != null || !usual) return found;
        String name = USUAL.getOrDefault(exact, USUAL.get(locale.getLanguage()));
        // not every Java runtime has all of them
        return name != null && Charset.isSupported(name) ? Charset.forName(name) : null;
    }

    private static String key(String locale) {
        return locale.replace('-', '_').toLowerCase(Locale.ROOT);
    }
}
