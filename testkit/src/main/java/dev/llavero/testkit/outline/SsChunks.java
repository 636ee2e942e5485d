package dev.llavero.testkit.outline;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** One direction of a Shadowsocks connection after its salt: chunks of a sealed length and a sealed payload. */
final class SsChunks {

    static final int LENGTH_BYTES = 2 + SsMethod.TAG_BYTES;
    static final int MAX_PAYLOAD = 0x3FFF;

    private final SsMethod method;
    private final SecretKeySpec subkey;
    private final Cipher cipher;
    private long count;

    SsChunks(SsMethod method, SecretKeySpec subkey) throws GeneralSecurityException {
        this.method = method;
        this.subkey = subkey;
        cipher = method.cipher();
    }

    /** The next payload, or null at an orderly end. */
    byte[] read(InputStream in) throws IOException, GeneralSecurityException {
        var sealedLength = in.readNBytes(LENGTH_BYTES);
        if (sealedLength.length == 0) return null;
        var length = open(whole(sealedLength, LENGTH_BYTES));
        var bytes = ((length[0] & 0xff) << 8 | length[1] & 0xff) + SsMethod.TAG_BYTES;
        return open(whole(in.readNBytes(bytes), bytes));
    }

    private static byte[] whole(byte[] read, int wanted) throws EOFException {
        if (read.length < wanted) throw new EOFException();
        return read;
    }

    /** Writes one chunk and says how many bytes went out. */
    int write(OutputStream out, byte[] payload, int bytes) throws IOException, GeneralSecurityException {
        var sealed = new byte[LENGTH_BYTES + bytes + SsMethod.TAG_BYTES];
        cipher.init(Cipher.ENCRYPT_MODE, subkey, method.nonce(count++));
        cipher.doFinal(new byte[] {(byte) (bytes >>> 8), (byte) bytes}, 0, 2, sealed, 0);
        cipher.init(Cipher.ENCRYPT_MODE, subkey, method.nonce(count++));
        cipher.doFinal(payload, 0, bytes, sealed, LENGTH_BYTES);
        out.write(sealed);
        return sealed.length;
    }

    private byte[] open(byte[] sealed) throws GeneralSecurityException {
        cipher.init(Cipher.DECRYPT_MODE, subkey, method.nonce(count++));
        return cipher.doFinal(sealed);
    }
}
