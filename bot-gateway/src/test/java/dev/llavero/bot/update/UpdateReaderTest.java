package dev.llavero.bot.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.bot.talk.Incoming;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateReaderTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final long BEYOND_2_53 = 9_007_199_254_740_993L;

    private static final UpdateReader READER = new UpdateReader(100_000_001, TODAY);

    private static Incoming read(String update) {
        return READER.read(json(update));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException typo) {
            throw new IllegalArgumentException(typo);
        }
    }

    private static Incoming message(String fields) {
        return read("{'update_id':1,'message':{'message_id':9,'chat':{'id':7,'type':'private'}" + fields + "}}");
    }

    @Test
    void aText() {
        var said = (Incoming.Said) message(",'from':{'id':7,'language_code':'es-MX'},'text':'/start'");
        assertEquals(new Incoming.Said(said.identity(), new Incoming.Sender(7, "es-MX"), 7, 9, "/start"), said);
    }

    @Test
    void withoutSenderTheChatIsThePerson() {
        assertEquals(new Incoming.Sender(7, null), ((Incoming.Said) message("")).from());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'photo':[{'file_id':'x'}],'caption':'/start'",
                ",'sticker':{}",
                ",'text':null",
                ",'text':5",
                ",'text':''",
                ",'text':['a']"
            })
    void whatHasNoTextIsStillAMessage(String fields) {
        assertNull(((Incoming.Said) message(fields)).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'\\u0000'", "'a b'", "'<b>'", "5", "null", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"})
    void aLanguageThatIsNoCodeIsNone(String code) {
        assertNull(((Incoming.Said) message(",'from':{'id':7,'language_code':" + code + "}"))
                .from()
                .languageCode());
    }

    @Test
    void nulIsNotKeptForTheDatabaseWouldRefuseIt() {
        assertEquals("ab", ((Incoming.Said) message(",'text':'a\\u0000b'")).text());
    }

    @Test
    void idsBeyondWhatADoubleHoldsAreExact() {
        var said = (Incoming.Said) read("{'update_id':9007199254740993,'message':{'message_id':9007199254740993,"
                + "'chat':{'id':9007199254740993,'type':'private'},'text':'a'}}");
        assertEquals(BEYOND_2_53, said.chatId());
        assertEquals(BEYOND_2_53, said.messageId());
        assertEquals(
                BEYOND_2_53,
                UpdateReader.number(json("{'update_id':9007199254740993}")).getAsLong());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'update_id':1,'message':{}}",
                "{'update_id':1,'message':{'message_id':9}}",
                "{'update_id':1,'message':{'message_id':9,'chat':7}}",
                "{'update_id':1,'message':{'message_id':9,'chat':{'id':'7','type':'private'}}}",
                "{'update_id':1,'message':{'message_id':9,'chat':{'id':7.5,'type':'private'}}}",
                "{'update_id':1,'message':{'message_id':9,'chat':{'id':9223372036854775808,'type':'private'}}}",
                "{'update_id':1,'message':{'chat':{'id':7,'type':'private'}}}",
                "{'update_id':1,'callback_query':{}}",
                "{'update_id':1,'callback_query':{'id':'a'}}",
                "{'update_id':1,'callback_query':{'id':5,'from':{'id':7}}}",
                "{'update_id':1,'callback_query':{'from':{'id':7}}}"
            })
    void whatLacksItsIdsIsUnreadable(String update) {
        assertInstanceOf(Incoming.Unreadable.class, read(update));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'update_id':1}",
                "{'update_id':'x'}",
                "5",
                "null",
                "[]",
                "'text'",
                "{'update_id':1,'message':'hi'}",
                "{'update_id':1,'message':null}",
                "{'update_id':1,'poll':{}}",
                "{'update_id':1,'kind_of_2031':{'x':[]}}",
                "{'update_id':1,'channel_post':{'message_id':9,'chat':{'id':-7,'type':'channel'},'text':'/start'}}",
                "{'update_id':1,'message':{'message_id':9,'chat':{'id':-7,'type':'channel'},'text':'/start'}}",
                "{'update_id':1,'message':{'message_id':9,'chat':{'id':-7,'type':'holodeck'},'text':'/start'}}",
                "{'update_id':1,'message':{'message_id':9,'chat':{'id':-7},'text':'/start'}}",
                "{'update_id':1,'my_chat_member':{}}",
                "{'update_id':1,'my_chat_member':{'chat':{'id':-7,'type':'group'},'new_chat_member':{'status':'member'}}}",
                "{'update_id':1,'my_chat_member':{'chat':{'id':7,'type':'private'},'new_chat_member':{'status':'?'}}}"
            })
    void whatIsNotForUsIsIgnored(String update) {
        assertInstanceOf(Incoming.Ignored.class, read(update));
    }

    @Test
    void aButton() {
        var pressed = (Incoming.Pressed) read("{'update_id':1,'callback_query':{'id':'c1','from':{'id':7},'data':'1.z',"
                + "'message':{'message_id':9,'date':0,'chat':{'id':7,'type':'private'}}}}");
        assertEquals(
                new Incoming.Pressed(pressed.identity(), new Incoming.Sender(7, null), 7, 9L, "c1", "1.z"), pressed);
    }

    @Test
    void aButtonWhoseMessageIsGoneIsPressedInThePrivateChat() {
        var pressed = (Incoming.Pressed) read("{'update_id':1,'callback_query':{'id':'c1','from':{'id':7}}}");
        assertEquals(7, pressed.chatId());
        assertNull(pressed.messageId());
        assertNull(pressed.data());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "9007199254740993", "-2147483649", "9.5", "'9'", "null"})
    void aButtonUnderAMessageThatCannotBeNamedToTelegramIsPressedWithoutIt(String messageId) {
        var pressed = (Incoming.Pressed) read("{'update_id':1,'callback_query':{'id':'c1','from':{'id':7},'data':'1.z',"
                + "'message':{'message_id':" + messageId + ",'chat':{'id':7,'type':'private'}}}}");
        assertNull(pressed.messageId());
        assertEquals("1.z", pressed.data());
    }

    @Test
    void aButtonInAnotherChatIsAGroups() {
        assertInstanceOf(
                Incoming.PressedInGroup.class,
                read("{'update_id':1,'callback_query':{'id':'c1','from':{'id':7},'data':'1.z',"
                        + "'message':{'message_id':9,'chat':{'id':-8,'type':'supergroup'}}}}"));
    }

    @Test
    void aGroupHearsWhatStandsUnderAPhotoToo() {
        var said = (Incoming.SaidInGroup) read("{'update_id':1,'message':{'message_id':9,"
                + "'chat':{'id':-8,'type':'supergroup'},'caption':'@llavero_bot'}}");
        assertEquals("@llavero_bot", said.text());
    }

    @Test
    void blockedAndBack() {
        assertInstanceOf(
                Incoming.BlockedTheBot.class,
                read(
                        "{'update_id':1,'my_chat_member':{'chat':{'id':7,'type':'private'},'new_chat_member':{'status':'kicked'}}}"));
        assertInstanceOf(
                Incoming.CameBack.class,
                read(
                        "{'update_id':1,'my_chat_member':{'chat':{'id':7,'type':'private'},'new_chat_member':{'status':'member'}}}"));
    }

    @Test
    void theSameMessageIsTheSameUnderAnyNumber() {
        var text = "{'update_id':%d,'message':{'message_id':9,'chat':{'id':7,'type':'private'},'text':'a'}}";
        assertEquals(
                read(text.formatted(500)).identity(), read(text.formatted(3)).identity());
    }

    @Test
    void anEditedMessageIsAnother() {
        var text = "{'update_id':1,'edited_message':{'message_id':9,'edit_date':%d,'chat':{'id':7,'type':'private'}}}";
        assertNotEquals(
                read(text.formatted(1)).identity(), read(text.formatted(2)).identity());
        assertNotEquals(read(text.formatted(1)).identity(), message("").identity());
    }

    @Test
    void theSamePressIsTheSameUnderAnyNumber() {
        var press = "{'update_id':%d,'callback_query':{'id':'c1','from':{'id':7}}}";
        assertEquals(
                read(press.formatted(500)).identity(), read(press.formatted(3)).identity());
    }

    @Test
    void whatHasOnlyItsNumberIsAnotherOnAnotherDay() {
        var update = json("{'update_id':1,'poll':{}}");
        var nextWeek = new UpdateReader(READER.bot(), TODAY.plusDays(7));
        assertEquals(READER.read(update).identity(), READER.read(update).identity());
        assertNotEquals(READER.read(update).identity(), nextWeek.read(update).identity());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'update_id':1,'message':{'message_id':9,'date':100,'chat':{'id':7,'type':'private'},'text':'a'}}",
                "{'update_id':1,'callback_query':{'id':'c1','from':{'id':7},'data':'1.z'}}",
                "{'update_id':1,'my_chat_member':{'date':100,'chat':{'id':7,'type':'private'},"
                        + "'new_chat_member':{'status':'kicked'}}}",
                "{'update_id':1,'poll':{}}"
            })
    void toAnotherBotItIsAnother(String update) {
        var another = new UpdateReader(100_000_002, TODAY);
        assertNotEquals(read(update).identity(), another.read(json(update)).identity());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'update_id':1,'message':{'message_id':9,'date':%s,'chat':{'id':7,'type':'private'},'text':'a'}}",
                "{'update_id':1,'message':{'message_id':9,'date':%s,'chat':{'id':-7,'type':'group'},'text':'a'}}",
                "{'update_id':1,'callback_query':{'id':'1','from':{'id':7},'message':"
                        + "{'message_id':%s,'date':5,'chat':{'id':7,'type':'private'}}}}",
                "{'update_id':1,'callback_query':{'id':'1','from':{'id':7},'message':"
                        + "{'message_id':9,'date':%s,'chat':{'id':7,'type':'private'}}}}",
                "{'update_id':1,'callback_query':{'id':'1','from':{'id':7},'data':'%s'}}",
                "{'update_id':1,'my_chat_member':{'date':%s,'chat':{'id':7,'type':'private'},"
                        + "'new_chat_member':{'status':'kicked'}}}"
            })
    void whereTelegramCountsAnewTheSameNumbersAreAnotherUpdate(String update) {
        assertNotEquals(
                read(update.formatted(100)).identity(),
                read(update.formatted(200)).identity());
    }

    @Test
    void whatWasTypedIsNotPrinted() {
        assertEquals(-1, message(",'text':'my secret'").toString().indexOf("secret"));
    }
}
