package dev.jari.idp;

import dev.jari.web.PublicAddress;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The demo provider's page: the browser comes with a client's request, chooses who to be, and leaves with a code. */
@RestController
@RequestMapping("/demo-idp/{shape}/authorize")
@Conditional(DemoWanted.class)
@Hidden
class DemoAuthorizationController {
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final Grants grants;
    private final DemoIdp idp;
    private final PublicAddress address;

    DemoAuthorizationController(Grants grants, DemoIdp idp, PublicAddress address) {
        this.grants = grants;
        this.idp = idp;
        this.address = address;
    }

    @GetMapping
    ResponseEntity<String> page(
            @PathVariable String shape, @RequestParam Map<String, String> parameters, HttpServletRequest http) {
        var request = new AuthorizationRequest(Shape.of(shape), parameters);
        if (!request.isOfClient(address.configured().orElseGet(() -> address.claimed(http)))) {
            return html(HttpStatus.BAD_REQUEST, DemoPages.refused(request.shape()));
        }
        String error = request.error();
        return error.isEmpty() ? html(HttpStatus.OK, DemoPages.choose(request)) : back(request, Map.of("error", error));
    }

    @PostMapping
    ResponseEntity<String> chosen(
            @PathVariable String shape, @RequestParam Map<String, String> parameters, HttpServletRequest http) {
        var request = new AuthorizationRequest(Shape.of(shape), parameters);
        if (!request.isOfClient(address.configured().orElseGet(() -> address.claimed(http)))
                || !request.get("subject").matches("[0-9]{0,18}")) {
            return html(HttpStatus.BAD_REQUEST, DemoPages.refused(request.shape()));
        }
        String error = request.error();
        if (error.isEmpty()
                && (!request.get("deny").isEmpty() || request.get("subject").isEmpty())) {
            error = "access_denied";
        }
        return error.isEmpty() ? allowed(request) : back(request, Map.of("error", error));
    }

    private ResponseEntity<String> allowed(AuthorizationRequest request) {
        var person = new Grant.Person(
                request.get("subject"),
                request.get("name"),
                request.get("email").strip(),
                request.get("verified").equals("true"));
        String wish = request.get("fault");
        Fault fault = wish.isEmpty() ? Fault.NONE : Fault.valueOf(wish);
        var grant = new Grant(
                request.shape(),
                request.get("redirect_uri"),
                request.get("code_challenge"),
                request.get("nonce"),
                person,
                fault);
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", grants.keep(Grants.Use.CODE, grant, Grants.CODE_LIFE));
        if (request.shape() == Shape.GOOGLE) {
            answer.put("iss", idp.issuer(Shape.GOOGLE));
        }
        if (request.shape() == Shape.APPLE) {
            var name = Map.of("name", Map.of("firstName", person.name(), "lastName", ""));
            answer.put("user", tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(name));
        }
        return back(request, answer);
    }

    private static ResponseEntity<String> back(AuthorizationRequest request, Map<String, String> more) {
        Map<String, String> answer = request.answer(more);
        String address = request.get("redirect_uri");
        if (request.shape() == Shape.APPLE) {
            return html(HttpStatus.OK, DemoPages.formPost(request.shape(), address, answer));
        }
        String query = answer.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, address + "?" + query)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static ResponseEntity<String> html(HttpStatus status, String page) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(page);
    }
}
