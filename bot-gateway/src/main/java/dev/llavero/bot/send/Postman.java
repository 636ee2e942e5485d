package dev.llavero.bot.send;

import dev.llavero.bot.delivery.QrPicture;
import dev.llavero.bot.render.Rendered;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.telegram.TelegramApi;
import dev.llavero.bot.text.Phrases;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.ParseMode;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageReplyMarkup;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboardRemove;

/** Carries one row to Telegram. Whatever happens there is an outcome, never a failure. */
final class Postman {
    private static final Logger LOG = Logger.getLogger(Postman.class);

    private static final LinkPreviewOptions NO_PREVIEW =
            LinkPreviewOptions.builder().isDisabled(true).build();

    private static final Outcome DONE = new Outcome.Done();

    private final TelegramApi telegram;

    Postman(TelegramApi telegram) {
        this.telegram = telegram;
    }

    Uni<Outcome> carry(WaitingSend row, Rendered rendered) {
        return Uni.createFrom()
                .deferred(() -> carried(row, rendered))
                .onFailure()
                .recoverWithItem(Postman::outcome);
    }

    private Uni<Outcome> carried(WaitingSend row, Rendered rendered) {
        return switch (row.form()) {
            case MENU -> isText(rendered) ? menu(row, rendered) : attached(row, rendered);
            case MESSAGE -> isText(rendered) ? message(row, rendered) : attached(row, rendered);
            case CALLBACK_ANSWER -> answer(row, rendered);
            case REMOVE_KEYBOARD -> removeKeyboard(row);
            case DELETE -> delete(row);
        };
    }

    private static boolean isText(Rendered rendered) {
        return rendered.picture() == null && rendered.file() == null;
    }

    private Uni<Outcome> attached(WaitingSend row, Rendered rendered) {
        return rendered.picture() == null ? file(row, rendered) : picture(row, rendered);
    }

    private static Outcome outcome(Throwable failure) {
        return switch (Verdict.of(failure)) {
            case NOT_MODIFIED -> DONE;
            case CANNOT_EDIT, CANNOT_DELETE, BAD_REQUEST -> new Outcome.Refused(Verdict.words(failure));
            case BLOCKED -> new Outcome.Blocked();
            case TOO_FAST -> new Outcome.TooFast(Verdict.retryAfter(failure));
            case TROUBLE -> new Outcome.Trouble(Verdict.words(failure));
            case OUR_BUG -> new Outcome.Refused(Verdict.place(failure));
        };
    }

    private Uni<Outcome> menu(WaitingSend row, Rendered rendered) {
        var place = place(row);
        return place == null
                ? newMenu(row, rendered)
                : edit(row, place, rendered)
                        .onFailure(failure -> Verdict.of(failure) == Verdict.CANNOT_EDIT)
                        .recoverWithUni(() -> newMenu(row, rendered));
    }

    /** What hides a key stands where the key stood; anything else at the end of the chat, in the menu if that is there. */
    private static Long place(WaitingSend row) {
        if (row.screen() instanceof Screen.Hidden && row.messageId() != null) {
            return row.messageId();
        }
        return row.menuIsLast() ? row.menu() : null;
    }

    private Uni<Outcome> edit(WaitingSend row, long message, Rendered rendered) {
        return orPlain(rendered, marked -> {
            var edit = EditMessageText.builder()
                    .chatId(row.chatId())
                    .messageId(Math.toIntExact(message))
                    .text(text(rendered, marked))
                    .linkPreviewOptions(NO_PREVIEW);
            return telegram.call(
                            marked
                                    ? edit.parseMode(ParseMode.HTML)
                                            .replyMarkup(Markup.of(rendered.keyboard()))
                                            .build()
                                    : edit.build())
                    .replaceWith(DONE);
        });
    }

    private Uni<Outcome> newMenu(WaitingSend row, Rendered rendered) {
        return send(row, rendered)
                .<Outcome>map(sent -> new Outcome.Sent(sent.getMessageId(), true))
                .invoke(() -> takeButtonsOff(row));
    }

    /** Only for tidiness: buttons are good for as long as they are there, so nobody waits for it and nothing repeats it. */
    private void takeButtonsOff(WaitingSend row) {
        if (row.menu() != null) {
            var bare = EditMessageReplyMarkup.builder()
                    .chatId(row.chatId())
                    .messageId(Math.toIntExact(row.menu()))
                    .build();
            telegram.call(bare)
                    .subscribe()
                    .with(done -> {}, failure -> LOG.debugf("Old menu keeps its buttons: %s", Verdict.words(failure)));
        }
    }

    private Uni<Outcome> message(WaitingSend row, Rendered rendered) {
        return send(row, rendered).map(sent -> new Outcome.Sent(sent.getMessageId(), false));
    }

    private Uni<Message> send(WaitingSend row, Rendered rendered) {
        return orPlain(rendered, marked -> {
            var message = SendMessage.builder()
                    .chatId(row.chatId())
                    .text(text(rendered, marked))
                    .linkPreviewOptions(NO_PREVIEW);
            return telegram.call(
                    marked
                            ? message.parseMode(ParseMode.HTML)
                                    .replyMarkup(Markup.of(rendered.keyboard()))
                                    .build()
                            : message.build());
        });
    }

    private Uni<Outcome> picture(WaitingSend row, Rendered rendered) {
        return Uni.createFrom()
                .item(() -> QrPicture.png(rendered.picture()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(png -> orPlain(rendered, marked -> photo(row, rendered, png, marked)))
                .map(sent -> new Outcome.Sent(sent.getMessageId(), false));
    }

    private Uni<Message> photo(WaitingSend row, Rendered rendered, byte[] png, boolean marked) {
        var photo = SendPhoto.builder()
                .chatId(row.chatId())
                .photo(new InputFile(new ByteArrayInputStream(png), "key.png"))
                .caption(text(rendered, marked));
        var whole = marked
                ? photo.parseMode(ParseMode.HTML)
                        .replyMarkup(Markup.of(rendered.keyboard()))
                        .build()
                : photo.build();
        return telegram.call(whole);
    }

    private Uni<Outcome> file(WaitingSend row, Rendered rendered) {
        return orPlain(rendered, marked -> document(row, rendered, marked))
                .map(sent -> new Outcome.Sent(sent.getMessageId(), false));
    }

    private Uni<Message> document(WaitingSend row, Rendered rendered, boolean marked) {
        var content = rendered.file().content().reveal().getBytes(StandardCharsets.UTF_8);
        var document = SendDocument.builder()
                .chatId(row.chatId())
                .document(new InputFile(
                        new ByteArrayInputStream(content), rendered.file().name()))
                // Telegram would look into it and call it a text.
                .disableContentTypeDetection(true)
                .caption(text(rendered, marked));
        var whole = marked
                ? document.parseMode(ParseMode.HTML)
                        .replyMarkup(Markup.of(rendered.keyboard()))
                        .build()
                : document.build();
        return telegram.call(whole);
    }

    private static String text(Rendered rendered, boolean marked) {
        return marked ? rendered.text().markup() : rendered.text().plain();
    }

    /** Markup that Telegram does not take must not cost anybody their key: the same once more as bare text. */
    private static <T> Uni<T> orPlain(Rendered rendered, Function<Boolean, Uni<T>> send) {
        return send.apply(true)
                .onFailure(failure -> Verdict.of(failure) == Verdict.BAD_REQUEST)
                .recoverWithUni(failure -> {
                    LOG.errorf("Telegram does not take our markup, sending bare text: %s", Verdict.words(failure));
                    return send.apply(false);
                });
    }

    private Uni<Outcome> answer(WaitingSend row, Rendered rendered) {
        var answer = AnswerCallbackQuery.builder()
                .callbackQueryId(row.callbackId())
                .text(rendered.text().markup())
                .build();
        return telegram.call(answer)
                .replaceWith(DONE)
                .onFailure(failure -> Verdict.of(failure) == Verdict.BAD_REQUEST)
                .recoverWithItem(tooOld -> DONE);
    }

    /** A keyboard goes only with a message, so one comes and goes. */
    private Uni<Outcome> removeKeyboard(WaitingSend row) {
        var word = SendMessage.builder()
                .chatId(row.chatId())
                .text(Phrases.in(row.language()).plain("keyboard-removed"))
                .disableNotification(true)
                .replyMarkup(new ReplyKeyboardRemove(true))
                .build();
        return telegram.call(word)
                .chain(sent -> takenBack(row, sent.getMessageId()))
                .onFailure(failure -> Verdict.of(failure) == Verdict.BAD_REQUEST)
                .recoverWithItem(DONE);
    }

    /** A word that stays is better than one more word, and than people who wait behind it. */
    private Uni<Outcome> takenBack(WaitingSend row, long word) {
        return deleted(row.chatId(), word)
                .replaceWith(DONE)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Row %d (%s) is done, but its word stays: %s", row.id(), row.title(), Verdict.words(failure)))
                .onFailure()
                .recoverWithItem(new Outcome.Sent(word, false));
    }

    private Uni<Outcome> delete(WaitingSend row) {
        return deleted(row.chatId(), row.messageId())
                .replaceWith(DONE)
                .onFailure(failure -> Verdict.of(failure) == Verdict.CANNOT_DELETE)
                .recoverWithUni(() -> askToDelete(row))
                .onFailure(failure -> Verdict.of(failure) == Verdict.BAD_REQUEST)
                .recoverWithItem(gone -> DONE);
    }

    /** After two days a bot may not delete its own messages any more; their reader may. */
    private Uni<Outcome> askToDelete(WaitingSend row) {
        var word = SendMessage.builder()
                .chatId(row.chatId())
                .text(Phrases.in(row.language()).plain("delete-it-yourself"))
                .replyParameters(ReplyParameters.builder()
                        .messageId(Math.toIntExact(row.messageId()))
                        .allowSendingWithoutReply(true)
                        .build())
                .build();
        return telegram.call(word).map(sent -> new Outcome.Sent(sent.getMessageId(), false));
    }

    private Uni<Boolean> deleted(long chat, long message) {
        return telegram.call(new DeleteMessage(Long.toString(chat), Math.toIntExact(message)));
    }
}
