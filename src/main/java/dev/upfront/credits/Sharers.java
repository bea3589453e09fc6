package dev.upfront.credits;

import dev.upfront.client.ClientId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who may use a lot besides its client: a household, a company. What they book takes its credits; what was paid for them stays the client's. */
@Service
@Transactional
public class Sharers {

    private final Credits credits;
    private final JdbcClient database;

    Sharers(Credits credits, JdbcClient database) {
        this.credits = credits;
        this.database = database;
    }

    /**
     * Lets another client use the lot's free credits.
     *
     * @return false when they could already
     * @throws NotShareable with a sentence, when it was not sold to be shared or is that client's own
     */
    public boolean share(LotId id, ClientId with) {
        var lot = credits.lot(id);
        if (!lot.shareable()) {
            throw new NotShareable("%s was not sold to be shared, so only the client who bought it can use it. Nothing was changed.".formatted(lot.name()));
        }
        if (lot.client().equals(with)) {
            throw new NotShareable("%s is this client's own already. Nothing was changed.".formatted(lot.name()));
        }
        return database.sql("insert into credits.sharer (lot, client) values (?, ?) on conflict do nothing").params(id.value(), with.value()).update() == 1;
    }

    /**
     * That client can take no more credits of the lot; what they have booked stays booked.
     *
     * @return false when they could not anyway
     */
    public boolean unshare(LotId id, ClientId with) {
        return database.sql("delete from credits.sharer where lot = ? and client = ?").params(id.value(), with.value()).update() == 1;
    }

    /** Those who may use the lot besides its client. */
    @Transactional(readOnly = true)
    public List<ClientId> of(LotId id) {
        return database.sql("select client from credits.sharer where lot = ? order by client").param(id.value()).query(UUID.class).list().stream().map(ClientId::new).toList();
    }
}
