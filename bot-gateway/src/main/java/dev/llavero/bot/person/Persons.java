package dev.llavero.bot.person;

import static dev.llavero.platform.sql.SqlValues.texts;
import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Ids;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of persons: the only place that leads from a user to a Telegram account. */
public final class Persons {
    private static final String MEET = """
            insert into bot.person as known (telegram_id, user_id, language_code)
            select telegram_id, user_id, language_code
              from unnest($1::bigint[], $2::uuid[], $3::text[]) as met(telegram_id, user_id, language_code)
             order by telegram_id
            on conflict (telegram_id) do update
               set language_code = coalesce(excluded.language_code, known.language_code), blocked_at = null
            returning telegram_id, user_id, language_code, language, xmax = 0,
                      not exists (select from bot.interaction asked where asked.user_id = known.user_id),
                      admitted_at is not null, limited
            """;

    private static final String CHOOSE_LANGUAGE = """
            update bot.person as known set language = chosen.language
              from unnest($1::bigint[], $2::text[]) as chosen(telegram_id, language)
             where known.telegram_id = chosen.telegram_id
            """;

    private static final String KEEP_PAYLOAD = """
            update bot.person as known set start_payload = came.payload
              from unnest($1::bigint[], $2::text[]) as came(telegram_id, payload)
             where known.telegram_id = came.telegram_id
            """;

    private static final String BLOCK = """
            update bot.person as known set blocked_at = case when now.blocked then platform.now() end
              from unnest($1::bigint[], $2::boolean[]) as now(telegram_id, blocked)
             where known.telegram_id = now.telegram_id
            """;

    /** Once a day is enough, however many keys they have. */
    private static final String END_TOLD = """
            update bot.person set end_told_at = platform.now()
             where user_id = any($1) and (end_told_at is null or end_told_at < platform.now() - interval '1 day')
            returning telegram_id, user_id, language_code, language
            """;

    private static final String OF_USERS = """
            select telegram_id, user_id, language_code, language from bot.person where user_id = any($1)
            """;

    private Persons() {}

    /**
     * Somebody who spoke to the bot.
     *
     * @param firstContact for the first time ever
     * @param newcomer has never asked for anything
     * @param admitted came with an invitation once
     * @param limited it said how many keys they get, or for how long
     */
    public record Met(Person person, boolean firstContact, boolean newcomer, boolean admitted, boolean limited) {
        private static Met of(SqlRow row) {
            return new Met(Persons.person(row), row.flag(4), row.flag(5), row.flag(6), row.flag(7));
        }

        /** After they spoke. */
        public Met known(boolean asked) {
            return new Met(person, false, newcomer && !asked, admitted, limited);
        }

        /** Through the door just now. */
        public Met letIn(boolean forTerms) {
            return new Met(person, firstContact, newcomer, true, limited || forTerms);
        }
    }

    /** Those who speak have not blocked the bot; whoever is new gets a random id. By Telegram id. */
    public static Uni<Map<Long, Met>> meet(Sql sql, Map<Long, String> languageCodes) {
        if (languageCodes.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var ids = languageCodes.keySet();
        return sql.query(MEET, ids.toArray(Long[]::new), uuids(ids, id -> Ids.random()), texts(ids, languageCodes::get))
                .map(rows -> {
                    var met = new HashMap<Long, Met>();
                    rows.forEach(row -> met.put(row.number(0), Met.of(row)));
                    return met;
                });
    }

    public static Uni<Void> chooseLanguages(Sql sql, Map<Long, String> languages) {
        return update(
                sql, CHOOSE_LANGUAGE, languages.keySet(), languages.values().toArray(String[]::new));
    }

    public static Uni<Void> keepPayloads(Sql sql, Map<Long, String> payloads) {
        return update(sql, KEEP_PAYLOAD, payloads.keySet(), payloads.values().toArray(String[]::new));
    }

    /** @param blocked true: blocked the bot; false: came back */
    public static Uni<Void> block(Sql sql, Map<Long, Boolean> blocked) {
        return update(sql, BLOCK, blocked.keySet(), blocked.values().toArray(Boolean[]::new));
    }

    /** Of these, those who were not yet told that their time has ended. */
    public static Uni<List<Person>> toBeToldOfTheEnd(Sql sql, Collection<UserId> users) {
        return users.isEmpty()
                ? Uni.createFrom().item(List.of())
                : sql.query(END_TOLD, (Object) uuids(users, UserId::value))
                        .map(rows -> rows.stream().map(Persons::person).toList());
    }

    public static Uni<Map<UserId, Person>> of(Sql sql, Collection<UserId> users) {
        return users.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : sql.query(OF_USERS, (Object) uuids(users, UserId::value)).map(rows -> rows.stream()
                        .map(Persons::person)
                        .collect(Collectors.toMap(Person::userId, person -> person)));
    }

    private static Person person(SqlRow row) {
        return new Person(row.number(0), new UserId(row.uuid(1)), row.text(2), row.text(3));
    }

    private static Uni<Void> update(Sql sql, String statement, Collection<Long> ids, Object values) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : sql.update(statement, ids.toArray(Long[]::new), values).replaceWithVoid();
    }
}
