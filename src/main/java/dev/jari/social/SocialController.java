package dev.jari.social;

import dev.jari.factor.StepUp;
import dev.jari.provider.Provider;
import dev.jari.provider.Providers;
import dev.jari.social.SocialSignIn.Answer;
import dev.jari.web.Caller;
import dev.jari.web.Page;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signing in through a provider: for browsers, a chain of redirects. What fails leads to {@code /sign-in?error=code}, and is a problem
 * only for who accepts JSON and no page.
 */
@RestController
@RequestMapping("/api/auth/oauth2")
@Tag(name = "Accounts")
class SocialController {
    private final Providers providers;
    private final SocialSignIn signIn;
    private final StepUp stepUp;

    SocialController(Providers providers, SocialSignIn signIn, StepUp stepUp) {
        this.providers = providers;
        this.signIn = signIn;
        this.stepUp = stepUp;
    }

    /** {@code demo}: invented people sign in there, for trying things out. */
    record ProviderView(
            @Schema(example = "kakao") String name,
            @Schema(example = "Kakao") String label,
            @Schema(example = "false") boolean demo) {
        static ProviderView of(Provider provider) {
            return new ProviderView(provider.name(), provider.label(), provider.demo());
        }
    }

    @GetMapping
    @Operation(summary = "The providers through which one can sign in")
    Page<ProviderView> providers() {
        return Page.whole(providers.all().stream().map(ProviderView::of).toList());
    }

    @GetMapping("/{provider}")
    @Operation(summary = "Go to a provider to sign in, or, with link=true, to link its login to the caller's account")
    @ApiResponse(responseCode = "302", description = "To the provider's page")
    ResponseEntity<Void> start(
            @Parameter(example = "kakao") @PathVariable String provider,
            @Parameter(description = "A path of this site to end at", example = "/reservations")
                    @RequestParam(required = false)
                    @Nullable
                    String next,
            @Parameter(example = "false") @RequestParam(defaultValue = "false") boolean link,
            @AuthenticationPrincipal @Nullable Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        Provider known = providers.byName(provider);
        return redirect(request, () -> {
            requireOwnWish(link, caller, request);
            return signIn.begin(known, next, link ? caller : null, request, response);
        });
    }

    /**
     * Another site's page may not begin this in somebody's name. Linking makes a way into the account: it is for who is signed in and has
     * proven lately that it is them.
     */
    private void requireOwnWish(boolean link, @Nullable Caller caller, HttpServletRequest request) {
        if (link && caller == null) {
            throw Problem.unauthorized("unauthenticated", "Sign in first, then link.");
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw Problem.of(HttpStatus.FORBIDDEN, "csrf", "Signing in and linking begin on a page of this site.");
        }
        if (link && caller != null) {
            stepUp.require(caller);
        }
    }

    @GetMapping("/{provider}/callback")
    @Operation(summary = "Where a provider sends the browser back; ends at next, signed in by cookies")
    @ApiResponse(responseCode = "302", description = "To next, or to /sign-in?error=code")
    ResponseEntity<Void> callback(
            @Parameter(example = "kakao") @PathVariable String provider,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String iss,
            HttpServletRequest request,
            HttpServletResponse response) {
        Provider known = providers.byName(provider);
        return redirect(
                request, () -> signIn.finish(known, new Answer(state, code, error, iss, ""), request, response));
    }

    /**
     * Apple's way back is a form of its own site, with which a Lax cookie does not travel. So the form only leaves what it brought, and
     * sends the browser to us once more, as a navigation, with which it does. SameSite=None would let every site's forms carry it.
     */
    @PostMapping(path = "/{provider}/callback", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Operation(summary = "The same by a form (Apple); answers a redirect to the GET")
    @ApiResponse(responseCode = "303", description = "To the same address, by GET")
    ResponseEntity<Void> form(
            @Parameter(example = "apple") @PathVariable String provider,
            @Parameter(schema = @Schema(type = "string", example = "q1Xf0…")) @RequestParam(required = false) @Nullable
                    String state,
            @Parameter(schema = @Schema(type = "string", example = "c9a1…")) @RequestParam(required = false) @Nullable
                    String code,
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String user,
            HttpServletRequest request) {
        Provider known = providers.byName(provider);
        ResponseEntity<Void> on = redirect(request, () -> {
            signIn.deliver(known, new Answer(state, code, error, null, name(user)));
            return request.getRequestURI() + "?state=" + state;
        });
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .headers(on.getHeaders())
                .build();
    }

    /** Apple tells the name once, unsigned, beside the code: good enough to greet somebody with. */
    private static String name(@Nullable String user) {
        try {
            JsonNode name =
                    JsonMapper.shared().readTree(user == null ? "{}" : user).path("name");
            return String.join(
                    " ",
                    Stream.of("lastName", "firstName")
                            .map(part -> name.path(part).asString(""))
                            .filter(part -> !part.isBlank() && part.length() <= 80)
                            .toList());
        } catch (JacksonException e) {
            return "";
        }
    }

    private static ResponseEntity<Void> redirect(HttpServletRequest request, Supplier<String> target) {
        try {
            return to(target.get());
        } catch (SignInFailed failed) {
            return refused(request, failed.problem(), failed.page());
        } catch (Problem problem) {
            return refused(request, problem, "/sign-in?error=" + problem.code());
        }
    }

    private static ResponseEntity<Void> refused(HttpServletRequest request, Problem problem, String page) {
        String accept = String.valueOf(request.getHeader(HttpHeaders.ACCEPT));
        if (accept.contains("json") && !accept.contains(MediaType.TEXT_HTML_VALUE)) {
            throw problem;
        }
        return to(page);
    }

    private static ResponseEntity<Void> to(String location) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, location)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
