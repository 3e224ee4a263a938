package io.jcorn.it;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A class file as a compiler wrote it before 2020: {@code public class OldServlet extends javax.servlet.http.HttpServlet}. */
final class JavaxServlet {
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int PUBLIC_SUPER = 0x21;

    private JavaxServlet() {}

    /** JVMS 4.1: two classes in the constant pool, an annotation {@code @WebServlet}, no member. */
    static byte[] classFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0xCAFEBABE);
        out.writeInt(52); // Java 8
        out.writeShort(7); // entries and one
        text(out, "OldServlet"); // 1
        classOf(out, 1); // 2
        text(out, "javax/servlet/http/HttpServlet"); // 3
        classOf(out, 3); // 4
        text(out, "RuntimeVisibleAnnotations"); // 5
        text(out, "Ljavax/servlet/annotation/WebServlet;"); // 6
        out.writeShort(PUBLIC_SUPER);
        out.writeShort(2); // this class
        out.writeShort(4); // super class
        out.writeShort(0); // interfaces
        out.writeShort(0); // fields
        out.writeShort(0); // methods
        out.writeShort(1); // attributes
        out.writeShort(5);
        out.writeInt(6);
        out.writeShort(1); // annotations
        out.writeShort(6);
        out.writeShort(0); // elements of it
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeByte(UTF8);
        out.writeUTF(text);
    }

    private static void classOf(DataOutputStream out, int name) throws IOException {
        out.writeByte(CLASS);
        out.writeShort(name);
    }
}
