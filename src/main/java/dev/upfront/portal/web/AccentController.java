package dev.upfront.portal.web;

import dev.upfront.catalog.Accent;
import dev.upfront.catalog.Catalog;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The practice's colour as a style sheet of its own: pages carry no styles inside. */
@RestController
class AccentController {

    private final Catalog catalog;

    AccentController(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping("/css/accent.css")
    ResponseEntity<String> accent() {
        return ResponseEntity.ok().contentType(MediaType.valueOf("text/css")).cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)))
                .body(Accent.of(catalog.practice().accentColour()).styleSheet());
    }
}
