package dev.llavero.bot.button;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.bot.screen.Device;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallbackDataTest {
    private static final UUID DRAFT = new UUID(-1, Long.MIN_VALUE);
    private static final ServerId SERVER = new ServerId("a-server-with-the-longest-of-ids");
    private static final KeyId KEY = new KeyId(new UUID(0, 1));

    static Stream<AdminButton> adminButtons() {
        return Stream.of(
                new AdminButton.Home(),
                new AdminButton.Servers(),
                new AdminButton.OpenServer(SERVER),
                new AdminButton.HideServer(SERVER, DRAFT),
                new AdminButton.ActivateServer(SERVER, DRAFT),
                new AdminButton.FindPerson(),
                new AdminButton.OpenKey(KEY),
                new AdminButton.AskRevoke(KEY),
                new AdminButton.Revoke(KEY, DRAFT),
                new AdminButton.Invitations(),
                new AdminButton.Invite(65_535, 255, 3_650),
                new AdminButton.Status());
    }

    static Stream<Button> buttons() {
        return Stream.concat(everybodysButtons(), adminButtons().map(Button.Admin::new));
    }

    private static Stream<Button> everybodysButtons() {
        return Stream.of(
                new Button.GetKey(DRAFT),
                new Button.Choose(DRAFT),
                new Button.PickProtocol(DRAFT, Protocol.OUTLINE),
                new Button.PickPlace(DRAFT, Protocol.WIREGUARD, null),
                new Button.PickPlace(DRAFT, Protocol.WIREGUARD, new LocationCode("us-east-coas")),
                new Button.ShowKeys(null),
                new Button.ShowKeys(KEY),
                new Button.OpenKey(KEY),
                new Button.ShowDelivery(KEY),
                new Button.ShowQr(KEY),
                new Button.GetFile(KEY),
                new Button.PickDevice(KEY, Device.ANDROID),
                new Button.PickDevice(KEY, Device.IOS),
                new Button.PickDevice(KEY, Device.WINDOWS),
                new Button.PickDevice(KEY, Device.MACOS),
                new Button.PickDevice(KEY, Device.LINUX),
                new Button.Hide(KEY),
                new Button.Install(KEY),
                new Button.Check(KEY),
                new Button.AskDelete(KEY),
                new Button.Delete(KEY, DRAFT),
                new Button.Pause(KEY, DRAFT),
                new Button.Resume(KEY, DRAFT),
                new Button.Rename(KEY),
                new Button.ShowHelp(),
                new Button.ShowLanguages(),
                new Button.PickLanguage("es"),
                new Button.CloseMessage());
    }

    @ParameterizedTest
    @MethodSource("buttons")
    void aButtonComesBackAsItWent(Button button) {
        assertEquals(Optional.of(button), CallbackData.read(CallbackData.write(button)));
    }

    @ParameterizedTest
    @MethodSource("buttons")
    void aButtonFits(Button button) {
        var bytes = CallbackData.write(button).getBytes(StandardCharsets.UTF_8);
        assertTrue(bytes.length <= CallbackData.LONGEST_BYTES, () -> bytes.length + " bytes");
    }

    @Test
    void everyButtonIsTried() {
        var tried = buttons().map(Object::getClass).collect(Collectors.toSet());
        assertEquals(Arrays.stream(Button.class.getPermittedSubclasses()).collect(Collectors.toSet()), tried);
        assertEquals(
                Arrays.stream(AdminButton.class.getPermittedSubclasses()).collect(Collectors.toSet()),
                adminButtons().map(Object::getClass).collect(Collectors.toSet()));
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Whatever is read would have been written exactly so: nobody can say one thing in two ways. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void forgedDataIsReadAsNothingOrExactlyAsWritten(long seed) {
        var random = new Random(seed);
        var written = buttons().map(CallbackData::write).toList();
        for (int forged = 0; forged < 500; forged++) {
            var data = forge(written.get(random.nextInt(written.size())), random);
            CallbackData.read(data).ifPresent(button -> assertEquals(data, CallbackData.write(button)));
        }
    }

    private static String forge(String data, Random random) {
        var text = new StringBuilder(data);
        for (int changes = 1 + random.nextInt(3); changes > 0 && !text.isEmpty(); changes--) {
            var at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, (char) random.nextInt(0x500));
                case 2 -> text.insert(at, List.of(".", "=", "-", "A", "\0", "ж").get(random.nextInt(6)));
                default -> text.append(text.charAt(at));
            }
        }
        return text.toString();
    }

    @Test
    void sixtyFourCharactersOfManyBytesAreNoButton() {
        assertEquals(Optional.empty(), CallbackData.read("ж".repeat(64)));
        assertEquals(Optional.empty(), CallbackData.read("1.e." + "ж".repeat(60)));
        assertEquals(Optional.empty(), CallbackData.read(null));
        assertEquals(Optional.empty(), CallbackData.read("1.g." + "A".repeat(5000)));
    }
}
