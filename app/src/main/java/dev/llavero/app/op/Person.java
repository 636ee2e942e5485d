package dev.llavero.app.op;

import dev.llavero.contracts.UserId;

/** How an operator names a user. */
sealed interface Person {
    record User(UserId id) implements Person {}

    record OnTelegram(long telegramId) implements Person {}
}
