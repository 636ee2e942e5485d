package dev.llavero.bot.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.llavero.contracts.ServerEvent.WireGuard;
import dev.llavero.platform.vault.Secret;
import dev.llavero.platform.vault.WireGuardCredential;
import dev.llavero.testkit.Gen;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QrPictureTest {
    private static final Path ZBARIMG = Path.of("/usr/bin/zbarimg");

    static Stream<Secret> links() {
        var password = new Secret("k7Jq2WvT9bXc4NfR8sLm0A");
        return Stream.of(
                CopyableLink.of(password, "nl1.example.org", 443, "Phone"),
                CopyableLink.of(password, "2001:db8::7", 20_443, "Телефон"),
                CopyableLink.of(password, "nl1.example.org", 443, "я".repeat(60)),
                wireGuardFile());
    }

    /** The longest that there is: a long host, addresses written out, many name servers. */
    private static Secret wireGuardFile() {
        return wireGuardFile(
                "YAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=", ("a".repeat(60) + ".").repeat(3) + "example.org");
    }

    private static Secret wireGuardFile(String key, String host) {
        var credential = new WireGuardCredential(
                new Secret(key),
                key,
                new Secret(key),
                List.of("10.127.255.254/32", "fd6c:6c61:7665:1234:5678:9abc:003f:fffe/128"));
        var nameServers = List.of("1.1.1.1", "1.0.0.1", "2606:4700:4700::1111", "2606:4700:4700::1001");
        return WireGuardFile.render(credential, host, new WireGuard(key, 51_820, 1_420, nameServers));
    }

    @ParameterizedTest
    @MethodSource("links")
    void whatIsScannedIsTheLink(Secret link) throws Exception {
        assertEquals(link.reveal(), scanned(link));
    }

    @Test
    void noCodeIsOneThatAReaderMisses() {
        Gen.forAll(150, gen -> {
            var file = wireGuardFile(Base64.getEncoder().encodeToString(gen.bytes(32)), "nl1.example.org");
            assertEquals(file.reveal(), scanned(file));
        });
    }

    private static String scanned(Secret link) throws Exception {
        var picture = new BufferedImageLuminanceSource(picture(link));
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(picture)))
                .getText();
    }

    @ParameterizedTest
    @MethodSource("links")
    void anotherScannerReadsTheSame(Secret link) throws Exception {
        assumeTrue(ZBARIMG.toFile().canExecute(), "SKIPPED: zbarimg (Debian zbar-tools) is not installed");
        var scanner = new ProcessBuilder(ZBARIMG.toString(), "--quiet", "--raw", "PNG:-")
                .redirectError(new File("/dev/null"))
                .start();
        try (var in = scanner.getOutputStream()) {
            in.write(QrPicture.png(link));
        }
        var scanned = new String(scanner.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(link.reveal().strip(), scanned.strip());
    }

    @Test
    void thePictureIsLargeAndHasAWhiteBorder() throws Exception {
        var picture = picture(links().findFirst().orElseThrow());
        assertTrue(picture.getWidth() >= 512 && picture.getHeight() == picture.getWidth());
        for (int edge = 0; edge < picture.getWidth(); edge++) {
            assertEquals(0xFFFFFFFF, picture.getRGB(edge, 8));
            assertEquals(0xFFFFFFFF, picture.getRGB(8, edge));
        }
    }

    private static BufferedImage picture(Secret link) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(QrPicture.png(link)));
    }
}
