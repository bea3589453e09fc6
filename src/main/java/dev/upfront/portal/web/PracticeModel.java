package dev.upfront.portal.web;

import dev.upfront.catalog.Practice;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/** Gives every page the practice whose page it is, read only when a template asks; none while the database is away. */
@ControllerAdvice
class PracticeModel {

    private final Readers readers;

    PracticeModel(Readers readers) {
        this.readers = readers;
    }

    @ModelAttribute("practice")
    LazyContextVariable<Practice> practice(HttpServletRequest request) {
        return new LazyContextVariable<>() {
            @Override
            @SuppressWarnings("NullAway") // null is what the layout expects then
            protected Practice loadValue() {
                try {
                    return readers.practice(request);
                } catch (DataAccessException | TransactionException away) {
                    return null;
                }
            }
        };
    }
}
