package dev.jari.idp;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** The pages of the demo provider: plain forms that need no script and no style. */
final class DemoPages {
    private static final List<Grant.Person> PEOPLE = List.of(
            new Grant.Person("1000000001", "하늘", "haneul@people.example", true),
            new Grant.Person("1000000002", "바다", "bada@people.example", true),
            new Grant.Person("1000000003", "Robin", "robin@people.example", true));
    private static final List<String> KEPT = List.of(
            "response_type",
            "client_id",
            "redirect_uri",
            "state",
            "nonce",
            "scope",
            "response_mode",
            "code_challenge",
            "code_challenge_method");

    private DemoPages() {}

    static String choose(AuthorizationRequest request) {
        String kept = KEPT.stream().map(name -> hidden(name, request.get(name))).collect(Collectors.joining());
        String people = PEOPLE.stream()
                .map(person -> form(
                        kept
                                + hidden("subject", person.subject())
                                + hidden("name", person.name())
                                + hidden("email", person.email())
                                + hidden("verified", "true"),
                        "<button>%s &lt;%s&gt;</button>".formatted(text(person.name()), text(person.email()))))
                .collect(Collectors.joining());
        String faults = Arrays.stream(Fault.values())
                .map(fault -> "<option value=\"%s\">%s</option>".formatted(fault, text(fault.words())))
                .collect(Collectors.joining());
        String own = form(kept, """
                <p><label>Number <input name="subject" inputmode="numeric" pattern="[0-9]{1,18}" required value="1000000004"></label></p>
                <p><label>Name <input name="name" maxlength="80"></label></p>
                <p><label>E-mail <input name="email" type="email" maxlength="254"></label></p>
                <p><label><input type="checkbox" name="verified" value="true" checked> the address is verified (example domains only)</label></p>
                <p><label>What goes wrong: <select name="fault">%s</select></label></p>
                <p><button>Sign in</button></p>
                """.formatted(faults));
        String deny = form(kept + hidden("deny", "true"), "<button>Cancel</button>");
        return page(
                request.shape(), "<h2>Choose an invented person</h2>" + people + "<h2>Or invent one</h2>" + own + deny);
    }

    /** Apple answers by a form that a script sends off; without scripts, one presses the button. */
    static String formPost(Shape shape, String address, Map<String, String> answer) {
        String fields = answer.entrySet().stream()
                .map(entry -> hidden(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        return page(
                shape,
                "<form method=\"post\" action=\"%s\">%s<p><button autofocus>Continue to Jari</button></p></form>"
                        .formatted(text(address), fields));
    }

    static String refused(Shape shape) {
        return page(shape, "<p>The client or its redirect_uri is not known here.</p>");
    }

    private static String page(Shape shape, String content) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
                <title>Demo sign-in (%1$s)</title></head>
                <body><main>
                <h1>Demo sign-in (%1$s)</h1>
                <p><strong>This is a demo, not %1$s.</strong> Never type a real password or address here: anybody can be anybody.</p>
                %2$s
                </main></body></html>
                """.formatted(shape.label(), content);
    }

    private static String form(String hidden, String content) {
        return "<form method=\"post\">" + hidden + content + "</form>";
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(text(name), text(value));
    }

    private static String text(String raw) {
        return HtmlUtils.htmlEscape(raw);
    }
}
