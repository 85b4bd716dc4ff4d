package dev.jari.post;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.springframework.stereotype.Component;

/**
 * Markdown as HTML that may be put into a page. HTML within the text is shown as text; what the renderer makes goes through an allow-list
 * all the same, so that no bug of it is one of ours.
 */
@Component
class Markdown {
    // Deeper than anybody writes, and not deep enough for the stack.
    private static final int DEPTH = 20;
    /** The renderer empties an address that it does not like: then there is no link. */
    private static final Pattern ADDRESS = Pattern.compile(".+");

    /** Below the title of the page and that of the post. */
    private static final List<String> HEADINGS = List.of("h3", "h4", "h5", "h6", "h6", "h6");

    private final Parser parser =
            Parser.builder().maxOpenBlockParsers(DEPTH).maxInlineNesting(DEPTH).build();
    private final HtmlRenderer renderer =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();
    private final PolicyFactory policy = policy();

    private static PolicyFactory policy() {
        HtmlPolicyBuilder allowed = new HtmlPolicyBuilder()
                .allowElements("p", "br", "hr", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "a")
                .allowAttributes("href")
                .matching(ADDRESS)
                .onElements("a")
                .allowUrlProtocols("https", "http", "mailto")
                .requireRelsOnLinks("nofollow", "ugc", "noopener", "noreferrer");
        for (int level = 1; level <= HEADINGS.size(); level++) {
            String shown = HEADINGS.get(level - 1);
            allowed.allowElements((name, attributes) -> shown, "h" + level);
        }
        return allowed.toFactory();
    }

    String html(String text) {
        return policy.sanitize(renderer.render(parser.parse(text))).strip();
    }
}
