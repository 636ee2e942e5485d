package dev.llavero.bot.delivery;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.EncodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.QRCode;
import dev.llavero.platform.vault.Secret;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A link as a picture to scan: a PNG, made in memory, and read back before anybody sees it. */
public final class QrPicture {
    private static final int PIXELS = 640;
    /** Modules of white around it, as the standard asks for. */
    private static final int QUIET_ZONE = 4;

    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, QUIET_ZONE);

    private QrPicture() {}

    /** Takes tens of milliseconds, the first time many: not for an event loop. */
    public static byte[] png(Secret link) {
        // Given a plain stream, ImageIO would write the picture to a temporary file.
        var png = new ByteArrayOutputStream();
        try (var memory = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(readable(link), "PNG", memory);
            memory.flush();
            return png.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * A pattern that looks like one of the corners leads a reader astray: of one WireGuard file in thirty the mask that scores best makes a
     * code that ZXing, and so many a phone, does not read. Then another mask does.
     */
    private static BufferedImage readable(Secret link) {
        var best = picture(link, HINTS);
        var others = IntStream.range(0, QRCode.NUM_MASK_PATTERNS).mapToObj(mask -> picture(link, masked(mask)));
        return Stream.concat(Stream.of(best), others)
                .filter(picture -> reads(picture, link))
                .findFirst()
                .orElse(best);
    }

    private static Map<EncodeHintType, Object> masked(int mask) {
        var hints = new HashMap<>(HINTS);
        hints.put(EncodeHintType.QR_MASK_PATTERN, mask);
        return hints;
    }

    private static BufferedImage picture(Secret link, Map<EncodeHintType, Object> hints) {
        try {
            return MatrixToImageWriter.toBufferedImage(
                    new QRCodeWriter().encode(link.reveal(), BarcodeFormat.QR_CODE, PIXELS, PIXELS, hints));
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(
                    "A link of " + link.reveal().length() + " characters does not fit", null);
        }
    }

    private static boolean reads(BufferedImage picture, Secret link) {
        try {
            var pixels = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(picture)));
            return new QRCodeReader().decode(pixels).getText().equals(link.reveal());
        } catch (ReaderException unreadable) {
            return false;
        }
    }
}
