package io.jcorn.relay;

import io.jcorn.app.TlsInfo;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * What the handshake of a client's connection with another worker agreed on.
 *
 * <pre>
 *   protocol | cipher suite | session id | count 1 × ( length 4, certificate in DER )
 * </pre>
 */
record RelayedTls(String protocol, String cipherSuite, String sessionId, List<X509Certificate> clientCertificates)
        implements TlsInfo {
    static void write(TlsInfo tls, DataOutputStream out) throws IOException {
        out.writeUTF(tls.protocol());
        out.writeUTF(tls.cipherSuite());
        out.writeUTF(tls.sessionId());
        List<X509Certificate> certificates = tls.clientCertificates();
        out.writeByte(certificates.size());
        for (X509Certificate certificate : certificates) {
            byte[] encoded;
            try {
                encoded = certificate.getEncoded();
            } catch (CertificateException e) {
                throw new IOException("a client's certificate can't be told", e);
            }
            out.writeInt(encoded.length);
            out.write(encoded);
        }
    }

    static RelayedTls read(DataInputStream in) throws IOException {
        String protocol = in.readUTF();
        String cipherSuite = in.readUTF();
        String sessionId = in.readUTF();
        List<X509Certificate> certificates = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            certificates.add(certificate(RelayHeader.bytes(in)));
        }
        return new RelayedTls(protocol, cipherSuite, sessionId, List.copyOf(certificates));
    }

    private static X509Certificate certificate(byte[] encoded) throws IOException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException e) {
            throw new IOException("a client's certificate can't be read", e);
        }
    }
}
