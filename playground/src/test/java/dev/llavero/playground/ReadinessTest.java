package dev.llavero.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    @Test
    void whatIsNotWellIsNamed() {
        assertEquals("not ready: database; channels {\"keys-commands\":\"stuck\"}", Readiness.inWords("""
                {"checks": [
                    {"name": "database", "status": "DOWN"},
                    {"name": "servers-file", "status": "UP"},
                    {"name": "channels", "status": "DOWN", "data": {"keys-commands": "stuck"}}
                ]}"""));
    }

    @Test
    void aTokenThatTelegramDoesNotKnowIsSaidToBeOne() {
        assertEquals("not ready: Telegram refuses the bot's token", Readiness.inWords("""
                {"checks": [{"name": "channels", "status": "DOWN", "data": {"telegram-token": "stuck"}}]}"""));
    }

    @Test
    void aMistakeInTheServersFileIsToldAndSeveralAreCounted() {
        assertEquals(
                Optional.of("nothing of it counts, for it has a mistake: servers.yaml: can be read by others"),
                Readiness.serversFile(refused(1)));
        assertEquals(
                Optional.of(
                        "nothing of it counts, for it has 3 mistakes, the first: servers.yaml: can be read by others"),
                Readiness.serversFile(refused(3)));
    }

    @Test
    void whatDoesNotServeTheApplicationIsToldThoughNothingIsRed() {
        var answer = """
                {"checks": [{"name": "outside", "status": "UP", "data": {"telegram": "does not answer"}}]}""";
        assertEquals(Optional.of("does not answer"), Readiness.outside("telegram", answer));
        assertEquals(Optional.empty(), Readiness.outside("telegram", "{\"checks\": [{\"name\": \"outside\"}]}"));
    }

    private static String refused(int mistakes) {
        return """
                {"checks": [{"name": "servers-file", "status": "UP", "data":
                    {"standing": "refused", "mistakes": %d, "first": "servers.yaml: can be read by others"}}]}""".formatted(mistakes);
    }
}
