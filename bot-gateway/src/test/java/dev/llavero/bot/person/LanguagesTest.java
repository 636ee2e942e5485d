package dev.llavero.bot.person;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    @ParameterizedTest(name = "chosen {0}, Telegram says {1}, default {2}: {3}")
    @CsvSource({
        ",      es,         en, es",
        ",      es-MX,      en, es",
        ",      ES_mx,      en, es",
        ",      ru,         en, ru",
        ",      en-GB,      es, en",
        ",      uk,         en, en",
        ",      uk,         es, es",
        ",      be,         en, en",
        ",      rue,        en, en",
        ",      kk-Cyrl-KZ, en, en",
        ",      pt-BR,      en, en",
        ",      ,           es, es",
        ",      '',         en, en",
        ",      '-',        en, en",
        ",      ,           fr, en",
        "ru,    es,         en, ru",
        "tlh,   es,         en, es",
    })
    void theirLanguage(String chosen, String said, String fallback, String spoken) {
        assertEquals(spoken, Languages.of(chosen, said, fallback));
    }
}
