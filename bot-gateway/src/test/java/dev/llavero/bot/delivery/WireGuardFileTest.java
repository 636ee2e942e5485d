package dev.llavero.bot.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.llavero.contracts.ServerEvent.WireGuard;
import dev.llavero.platform.vault.Secret;
import dev.llavero.platform.vault.WireGuardCredential;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireGuardFileTest {
    private static final String PRIVATE = "YAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=";
    private static final String PUBLIC = "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=";
    private static final String PRESHARED = "/UwcSPg38hW/D9Y3tcS1FOV0K1wuURMbS0sesJEP5ak=";
    private static final WireGuard SERVER =
            new WireGuard(PUBLIC, 51820, 1420, List.of("1.1.1.1", "2606:4700:4700::1111"));

    private static WireGuardCredential credential(String... addresses) {
        return new WireGuardCredential(new Secret(PRIVATE), PUBLIC, new Secret(PRESHARED), List.of(addresses));
    }

    private static final WireGuardCredential CREDENTIAL = credential("10.64.0.2/32", "fd6c:6c61:7665::2/128");

    @Test
    void itIsWhatWgQuickReads() {
        assertEquals(
                """
                [Interface]
                PrivateKey = YAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=
                Address = 10.64.0.2/32, fd6c:6c61:7665::2/128
                DNS = 1.1.1.1, 2606:4700:4700::1111
                MTU = 1420

                [Peer]
                PublicKey = xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=
                PresharedKey = /UwcSPg38hW/D9Y3tcS1FOV0K1wuURMbS0sesJEP5ak=
                AllowedIPs = 0.0.0.0/0, ::/0
                Endpoint = nl1.example.org:51820
                PersistentKeepalive = 25
                """, WireGuardFile.render(CREDENTIAL, "nl1.example.org", SERVER).reveal());
    }

    @Test
    void anEndpointOfIpv6StandsInBrackets() {
        for (var host : List.of("2001:db8::7", "[2001:db8::7]")) {
            assertTrue(WireGuardFile.render(CREDENTIAL, host, SERVER).reveal().contains("[2001:db8::7]:51820\n"));
        }
    }

    @Test
    void withoutNameServersThereIsNoSuchLine() {
        var file = WireGuardFile.render(CREDENTIAL, "a.example", new WireGuard(PUBLIC, 1, 1280, List.of()));
        assertFalse(file.reveal().contains("DNS"));
    }

    @Test
    void theCredentialComesBackOutOfTheVaultAsItWent() {
        assertEquals(CREDENTIAL, WireGuardCredential.read(CREDENTIAL.write()).orElseThrow());
        assertTrue(
                WireGuardCredential.read(new Secret("k7Jq2WvT9bXc4NfR8sLm0A")).isEmpty());
        assertFalse(
                CREDENTIAL.toString().contains(PRIVATE) || CREDENTIAL.toString().contains(PRESHARED));
    }

    @Test
    void thePictureIsExactlyTheFile() throws Exception {
        var file = WireGuardFile.render(CREDENTIAL, "nl1.example.org", SERVER);
        var image = ImageIO.read(new ByteArrayInputStream(QrPicture.png(file)));
        var read = new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image))));
        assertEquals(file.reveal(), read.getText());
    }

    private interface Attempt {
        Secret render();
    }

    static Stream<Attempt> attempts() {
        var evil = "\nPostUp = id";
        return Stream.of(
                () -> WireGuardFile.render(CREDENTIAL, "a.example" + evil, SERVER),
                () -> WireGuardFile.render(credential("10.64.0.2/32" + evil), "a.example", SERVER),
                () -> WireGuardFile.render(CREDENTIAL, "a.example", new WireGuard(PUBLIC + evil, 1, 1280, List.of())),
                () -> WireGuardFile.render(
                        CREDENTIAL, "a.example", new WireGuard(PUBLIC, 1, 1280, List.of("1.1.1.1" + evil))),
                () -> WireGuardFile.render(
                        new WireGuardCredential(new Secret(PRIVATE + evil), PUBLIC, new Secret(PRESHARED), List.of()),
                        "a.example",
                        SERVER),
                () -> WireGuardFile.render(
                        new WireGuardCredential(new Secret(PRIVATE), PUBLIC, new Secret(PRESHARED + evil), List.of()),
                        "a.example",
                        SERVER));
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void nothingBeginsALineOfItsOwn(Attempt attempt) {
        var refused = assertThrows(IllegalArgumentException.class, attempt::render);
        assertFalse(
                refused.getMessage().contains("PostUp") || refused.getMessage().contains(PRIVATE));
    }
}
