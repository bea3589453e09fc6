package dev.upfront.sandbox;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the database refuse a change until it is closed: the place where an instance dies. */
public final class Breakage implements AutoCloseable {

    private final JdbcClient database;
    private final String table;

    private Breakage(JdbcClient database, String table) {
        this.database = database;
        this.table = table;
    }

    /** @param when which change of that table is refused, in SQL, such as {@code new.status = 'PAID'} */
    public static Breakage refusing(JdbcClient database, String table, String when) {
        database.sql("create or replace function public.refuse() returns trigger language plpgsql as 'begin raise exception ''the instance died''; end'").update();
        database.sql("create trigger breakage before insert or update on %s for each row when (%s) execute function public.refuse()".formatted(table, when)).update();
        return new Breakage(database, table);
    }

    @Override
    public void close() {
        database.sql("drop trigger breakage on " + table).update();
    }
}
