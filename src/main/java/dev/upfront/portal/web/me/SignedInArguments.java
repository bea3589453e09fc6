package dev.upfront.portal.web.me;

import dev.upfront.portal.web.Readers;
import dev.upfront.portal.web.SeeOther;
import dev.upfront.portal.web.SignedInClients;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives {@link SignedIn} to whoever asks for it, and sends those who are not to sign in: nothing was done for them. */
@ControllerAdvice
class SignedInArguments implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private static final class NotSignedIn extends RuntimeException {
        NotSignedIn() {
            super("Nobody is signed in", null, false, false);
        }
    }

    private final SignedInClients clients;
    private final Readers readers;

    SignedInArguments(SignedInClients clients, Readers readers) {
        this.clients = clients;
        this.readers = readers;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == SignedIn.class;
    }

    @Override
    public SignedIn resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer model, NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
        var page = request.getNativeRequest(HttpServletRequest.class);
        return clients.of(page).map(client -> new SignedIn(client, readers.of(page, client))).orElseThrow(NotSignedIn::new);
    }

    @ExceptionHandler(NotSignedIn.class)
    ModelAndView signInFirst() {
        return SeeOther.at("/me/sign-in");
    }
}
