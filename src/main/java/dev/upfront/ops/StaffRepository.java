package dev.upfront.ops;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of ops.staff. */
@Repository
class StaffRepository {

    private final JdbcClient database;

    StaffRepository(JdbcClient database) {
        this.database = database;
    }

    /** @return false when somebody has that mail address already */
    boolean add(StaffMember member, String passwordHash, Instant now) {
        return database.sql("""
                        insert into ops.staff (id, name, mail, password_hash, active, created_at) values (?, ?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(member.id().value(), member.name(), member.mail(), passwordHash, member.active(), Timestamp.from(now))
                .update() == 1;
    }

    List<StaffMember> all() {
        return database.sql("select * from ops.staff order by active desc, name, id").query(StaffRepository::read).list();
    }

    Optional<StaffMember> find(StaffId id) {
        return database.sql("select * from ops.staff where id = ?").param(id.value()).query(StaffRepository::read).optional();
    }

    Optional<SignedInStaff> toSignIn(String mail) {
        return database.sql("select * from ops.staff where lower(mail) = lower(?)").param(mail)
                .query((row, number) -> new SignedInStaff(read(row, number), row.getString("password_hash")))
                .optional();
    }

    void changePassword(StaffId id, String passwordHash) {
        database.sql("update ops.staff set password_hash = ? where id = ?").params(passwordHash, id.value()).update();
    }

    void changeActive(StaffId id, boolean active) {
        database.sql("update ops.staff set active = ? where id = ?").params(active, id.value()).update();
    }

    /** Until the transaction ends, nobody else adds or changes staff: so that the last one who can sign in stays. */
    void lock() {
        database.sql("lock table ops.staff in share row exclusive mode").update();
    }

    private static StaffMember read(ResultSet row, int number) throws SQLException {
        return new StaffMember(new StaffId(row.getObject("id", UUID.class)), row.getString("name"), row.getString("mail"), row.getBoolean("active"));
    }
}
