package dev.llavero.app.op;

import dev.llavero.app.Logins;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * May each login do what {@code deploy/grants.sql} says and no more? The page itself is applied in a transaction that is taken
 * back: what would change is what is wrong. Only the owner of the database can look.
 */
final class GrantsExam {
    private static final String GRANTS = "grants";
    private static final String MEND =
            "docker compose up -d --force-recreate migrate: it applies deploy/grants.sql, which begins by taking all away";
    private static final String NOT_ALLOWED = "42501";
    private static final int TOLD = 5;

    private static final String HAS_LOGINS = "select to_regrole('llavero_op') is not null";

    /** Everything that the page speaks of: who, and what they may. */
    private static final String RIGHTS = """
            with acl(on_what, acl) as (
                select 'database ' || datname, coalesce(datacl, acldefault('d', datdba))
                  from pg_database where datname = current_database()
                union all
                select 'schema ' || nspname, coalesce(nspacl, acldefault('n', nspowner))
                  from pg_namespace where nspname in ('platform', 'vault', 'keys', 'bot', 'views')
                union all
                select oid::regclass::text, coalesce(relacl, acldefault('r', relowner))
                  from pg_class where relkind in ('r', 'p', 'v', 'm')
                   and relnamespace::regnamespace::text in ('platform', 'vault', 'keys', 'bot', 'views')
                union all
                select attrelid::regclass || ' (' || attname || ')', attacl
                  from pg_attribute join pg_class on pg_class.oid = attrelid
                 where attacl is not null and not attisdropped
                   and relnamespace::regnamespace::text in ('platform', 'vault', 'keys', 'bot', 'views')
                union all
                select oid::regprocedure::text, coalesce(proacl, acldefault('f', proowner))
                  from pg_proc where pronamespace::regnamespace::text in ('vault', 'keys', 'bot', 'views')
            )
            select coalesce(rolname, 'everybody'), lower(privilege_type) || ' on ' || on_what
              from acl cross join aclexplode(acl) left join pg_roles on pg_roles.oid = grantee
            union all
            select member.rolname, 'all that ' || group_role.rolname || ' may'
              from pg_auth_members
              join pg_roles member on member.oid = member
              join pg_roles group_role on group_role.oid = roleid
             where member.rolname like 'llavero\\_%'
            union all
            select rolname, unnest(setconfig)
              from pg_db_role_setting join pg_roles on pg_roles.oid = setrole
             where rolname like 'llavero\\_%'
            """;

    /** What makes the page meaningless: the page neither gives such a thing nor can it take it away. */
    private static final String BEYOND = """
            select rolname from pg_roles
             where rolname like 'llavero\\_%'
               and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls
                    or exists (select from pg_auth_members join pg_roles other on other.oid = roleid
                                where member = pg_roles.oid
                                  and not (pg_roles.rolname = 'llavero_app' and other.rolname like 'llavero\\_%')))
             order by 1
            """;

    private final Postgres database;

    GrantsExam(Postgres database) {
        this.database = database;
    }

    private record Right(String login, String may) {}

    List<Finding> findings() {
        try {
            return database.change(GrantsExam::findings);
        } catch (Unavailable down) {
            return List.of(Finding.wrong(
                    GRANTS, down.getMessage(), "is Postgres running, and has migrate ended well? Its log says more"));
        }
    }

    private static List<Finding> findings(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            var hasLogins = statement.executeQuery(HAS_LOGINS);
            hasLogins.next();
            if (!hasLogins.getBoolean(1)) {
                return List.of(Finding.well(GRANTS, "none: there are no logins of roles here"));
            }
            // Whoever changes rights now is waited for, but not for long.
            statement.execute("set local lock_timeout = '5s'");
            var before = rights(connection);
            statement.execute(Logins.grants());
            var after = rights(connection);
            return findings(before, after, beyond(connection));
        } catch (SQLException refused) {
            if (NOT_ALLOWED.equals(refused.getSQLState())) {
                return List.of(Finding.well(GRANTS, "not looked at: only the owner of the database sees them"));
            }
            throw refused;
        } finally {
            connection.rollback();
        }
    }

    private static List<Finding> findings(Set<Right> before, Set<Right> after, List<String> beyond) {
        var wrong = Stream.of(
                        said("may not ", minus(after, before)),
                        said("may also ", minus(before, after)),
                        beyond.stream()
                                .map(login -> Finding.wrong(
                                        "grants of " + login,
                                        "is more than a login of its own, so no page binds it",
                                        "alter role %1$s nosuperuser nocreaterole nocreatedb; revoke what %1$s is a member of"
                                                .formatted(login))))
                .flatMap(found -> found)
                .toList();
        return wrong.isEmpty() ? List.of(Finding.well(GRANTS, "as deploy/grants.sql says")) : wrong;
    }

    private static Set<Right> minus(Collection<Right> some, Collection<Right> others) {
        var left = new HashSet<>(some);
        left.removeAll(others);
        return left;
    }

    /** One sentence for each login. */
    private static Stream<Finding> said(String verb, Collection<Right> rights) {
        var ofLogin = rights.stream()
                .collect(Collectors.groupingBy(
                        Right::login,
                        TreeMap::new,
                        Collectors.mapping(Right::may, Collectors.toCollection(TreeSet::new))));
        return ofLogin.entrySet().stream()
                .map(entry -> Finding.wrong("grants of " + entry.getKey(), verb + listed(entry.getValue()), MEND));
    }

    private static String listed(Collection<String> rights) {
        var told = rights.stream().limit(TOLD).collect(Collectors.joining(", "));
        return rights.size() > TOLD ? "%s and %d more".formatted(told, rights.size() - TOLD) : told;
    }

    private static Set<Right> rights(Connection connection) throws SQLException {
        var rights = new HashSet<Right>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(RIGHTS)) {
            while (rows.next()) {
                rights.add(new Right(rows.getString(1), rows.getString(2)));
            }
        }
        return rights;
    }

    private static List<String> beyond(Connection connection) throws SQLException {
        var logins = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(BEYOND)) {
            while (rows.next()) {
                logins.add(rows.getString(1));
            }
        }
        return logins;
    }
}
