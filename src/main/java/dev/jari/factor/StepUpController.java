package dev.jari.factor;

import dev.jari.factor.Proofs.Presented;
import dev.jari.ratelimit.RateLimiter;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.node.ObjectNode;

/** Proving again that it is you; and that every call of an operator asks for it. */
@RestController
@Tag(name = "Second factors")
class StepUpController implements WebMvcConfigurer {
    private final StepUp stepUp;
    private final Users users;
    private final PasskeySites sites;
    private final RateLimiter limiter;

    StepUpController(StepUp stepUp, Users users, PasskeySites sites, RateLimiter limiter) {
        this.stepUp = stepUp;
        this.users = users;
        this.sites = sites;
        this.limiter = limiter;
    }

    record StepUpProof(
            @NotNull @Schema(example = "totp") Method method,

            @Size(max = 512) @Schema(example = "a quiet seat by the window") @Nullable
            String password,

            @Size(max = 64) @Schema(example = "492039") @Nullable
            String code,

            @Schema(
                    description = "PublicKeyCredential.toJSON()",
                    example = "{\"id\": \"Fz_jwFlSg_SUxN84wQJ8rA\", \"type\": \"public-key\"}")
            @Nullable
            ObjectNode passkey) {}

    @GetMapping("/api/auth/step-up")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Whether sensitive calls are open; 403 step_up_required if they are not")
    void ask(@AuthenticationPrincipal Caller caller) {
        stepUp.require(caller);
    }

    @PostMapping("/api/auth/step-up")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Prove again that it is you; sensitive calls are open for ten minutes")
    void stepUp(
            @AuthenticationPrincipal Caller caller,
            @Valid @RequestBody StepUpProof body,
            HttpServletRequest request,
            HttpServletResponse response) {
        User user = users.byId(caller.userId()).orElseThrow(() -> Problem.notFound("person"));
        limiter.loginAccount(user.id()).enforce(response);
        String secret = body.method() == Method.PASSWORD ? body.password() : body.code();
        stepUp.renew(caller, user, new Presented(body.method(), secret, body.passkey(), sites.of(request)));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ForOperators()).addPathPatterns("/api/admin/**");
    }

    private final class ForOperators implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
                stepUp.requireOfOperator(caller);
            }
            return true;
        }
    }
}
