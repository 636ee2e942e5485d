package dev.llavero.keys.server;

import static dev.llavero.platform.sql.SqlValues.texts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.contracts.Json;
import dev.llavero.contracts.LocationCode;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table {@code keys.location}. */
final class LocationRows {
    private static final String ALL = "select code, flag, names::text from keys.location";

    private static final String SAVE = """
            insert into keys.location (code, flag, names)
            select code, flag, names::jsonb
              from unnest($1::text[], $2::text[], $3::text[]) as said(code, flag, names)
             order by code
            on conflict (code) do update set flag = excluded.flag, names = excluded.names
            """;

    private static final ObjectMapper JSON = Json.mapper();
    private static final TypeReference<TreeMap<String, String>> NAMES = new TypeReference<>() {};

    private LocationRows() {}

    static Uni<Map<LocationCode, Location>> all(Sql sql) {
        return sql.query(ALL).map(rows -> rows.stream()
                .map(LocationRows::location)
                .collect(Collectors.toMap(Location::code, Function.identity())));
    }

    static Uni<Void> save(Sql sql, Collection<Location> places) {
        if (places.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.update(
                        SAVE,
                        texts(places, place -> place.code().value()),
                        texts(places, Location::flag),
                        texts(places, place -> json(place.names())))
                .replaceWithVoid();
    }

    private static Location location(SqlRow row) {
        return new Location(new LocationCode(row.text(0)), row.text(1), names(row.text(2)));
    }

    private static Map<String, String> names(String json) {
        try {
            return JSON.readValue(json, NAMES);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("A place's names are not as we wrote them", ours);
        }
    }

    private static String json(Map<String, String> names) {
        try {
            return JSON.writeValueAsString(names);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Cannot write a place's names", impossible);
        }
    }
}
