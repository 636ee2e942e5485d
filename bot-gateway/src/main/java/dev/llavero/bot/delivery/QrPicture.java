package dev.llavero.bot.delivery;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import dev.llavero.platform.vault.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A link as a picture to scan: a PNG, made in memory. */
public final class QrPicture {
    private static final int PIXELS = 640;
    /** Modules of white around it, as the standard asks for. */
    private static final int QUIET_ZONE = 4;

    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, QUIET_ZONE);

    private QrPicture() {}

    /** Takes some milliseconds, the first time many: not for an event loop. */
    public static byte[] png(Secret link) {
        // Given a plain stream, ImageIO would write the picture to a temporary file.
        var png = new ByteArrayOutputStream();
        try (var memory = new MemoryCacheImageOutputStream(png)) {
            var code = new QRCodeWriter().encode(link.reveal(), BarcodeFormat.QR_CODE, PIXELS, PIXELS, HINTS);
            ImageIO.write(MatrixToImageWriter.toBufferedImage(code), "PNG", memory);
            memory.flush();
            return png.toByteArray();
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(
                    "A link of " + link.reveal().length() + " characters does not fit", null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
