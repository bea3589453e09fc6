package dev.upfront.ops.web;

import java.util.NoSuchElementException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers addresses of the console that there are not. Only staff who are signed in get here: anybody else is asked to sign in, whatever the address. */
@Controller
class NothingHereOps {

    @RequestMapping("/ops/**")
    String nothing() {
        throw new NoSuchElementException("The console has no page at this address");
    }
}
