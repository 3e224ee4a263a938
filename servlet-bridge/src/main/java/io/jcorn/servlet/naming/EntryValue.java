package io.jcorn.servlet.naming;

import javax.naming.NamingException;

/** The value of an env-entry as its type has it (Jakarta EE Platform 11 §5). */
final class EntryValue {
    private EntryValue() {}

    /**
     * Makes the object.
     *
     * @param type a class name, or that of a primitive type as what it is injected into has it
     * @throws NamingException that tells what would be right
     */
    static Object of(String type, String text, ClassLoader loader) throws NamingException {
        try {
            return switch (type) {
                case "java.lang.String" -> text;
                case "java.lang.Boolean", "boolean" -> bool(text);
                case "java.lang.Character", "char" -> character(text);
                case "java.lang.Byte", "byte" -> Byte.valueOf(text);
                case "java.lang.Short", "short" -> Short.valueOf(text);
                case "java.lang.Integer", "int" -> Integer.valueOf(text);
                case "java.lang.Long", "long" -> Long.valueOf(text);
                case "java.lang.Float", "float" -> Float.valueOf(text);
                case "java.lang.Double", "double" -> Double.valueOf(text);
                case "java.lang.Class" -> Class.forName(text, false, loader);
                default -> constant(Class.forName(type, true, loader), text);
            };
        } catch (IllegalArgumentException e) {
            throw new NamingException("the value '" + text + "' is no " + type);
        } catch (ClassNotFoundException e) {
            throw new NamingException("there is no class " + e.getMessage());
        }
    }

    /** Whether env-entries may have it: then nothing is injected for one that has no value. */
    static boolean isTypeOf(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || type == String.class
                || type == Class.class
                || type == Boolean.class
                || type == Character.class
                || Number.class.isAssignableFrom(type) && type.getName().startsWith("java.lang.");
    }

    private static Boolean bool(String text) {
        if (text.equalsIgnoreCase("true")) return true;
        if (text.equalsIgnoreCase("false")) return false;
        throw new IllegalArgumentException(text);
    }

    private static Character character(String text) {
        if (text.length() != 1) throw new IllegalArgumentException(text);
        return text.charAt(0);
    }

    private static Object constant(Class<?> type, String name) throws NamingException {
        if (!type.isEnum())
            throw new NamingException("<env-entry-type> is " + type.getName()
                    + ", it should be String, a wrapper of a primitive type, Class or an enum");
        for (Object constant : type.getEnumConstants())
            if (((Enum<?>) constant).name().equals(name)) return constant;
        throw new IllegalArgumentException(name);
    }
}
