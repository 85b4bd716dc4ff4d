package dev.jari.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownTest {
    // All that may come out: these tags, and of attributes href and rel alone; the comment parts what a template would
    // read.
    private static final Pattern TAG = Pattern.compile(
            "</?(p|br|hr|ul|ol|li|blockquote|pre|code|em|strong|h[3-6])( /)?>"
                    + "|<a (href=\"(https?:|mailto:|/|#|[A-Za-z0-9._-]+(?=[\"/?#]))[^\"<>]*\" )?rel=\"[a-z ]+\">|</a>|<!-- -->");

    private final Markdown markdown = new Markdown();

    @Test
    void rendersWhatPeopleWrite() {
        assertThat(markdown.html("# Hello\n\n*a* **b** `c`\n\n- one\n- two\n\n> said"))
                .isEqualToIgnoringWhitespace("<h3>Hello</h3><p><em>a</em> <strong>b</strong> <code>c</code></p>"
                        + "<ul><li>one</li><li>two</li></ul><blockquote><p>said</p></blockquote>");
        assertThat(markdown.html("[map](https://map.example/?a=1&b=2)"))
                .contains("<a href=\"https://map.example/?a&#61;1&amp;b&#61;2\" rel=\"")
                .contains("nofollow");
        assertThat(markdown.html("안녕 <b>x</b> & co")).isEqualTo("<p>안녕 &lt;b&gt;x&lt;/b&gt; &amp; co</p>");
    }

    static List<String> attacks() {
        return List.of(
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<svg/onload=alert(1)>",
                "<iframe src=\"javascript:alert(1)\"></iframe>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
                "<details open ontoggle=alert(1)>",
                "<body onload=alert(1)>",
                "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<style>@import 'http://evil.example'</style>",
                "<base href=//evil.example/>",
                "<form action=//evil.example><input type=submit>",
                "<meta http-equiv=refresh content=0;url=//evil.example>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](javascript&#58;alert(1))",
                "[x](java\tscript:alert(1))",
                "[x](&#x6A;avascript:alert(1))",
                "[x](vbscript:msgbox(1))",
                "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
                "[x](  javascript:alert(1))",
                "[x](<javascript:alert(1)>)",
                "[x](\u0001javascript:alert(1))",
                "[x](https://e.example/\"onmouseover=alert(1)//)",
                "[x](https://e.example 'x\" onclick=\"alert(1)')",
                "[x][r]\n\n[r]: javascript:alert(1)",
                "![x](javascript:alert(1))",
                "![x](https://e.example/pixel.png)",
                "![x\" onerror=\"alert(1)](https://e.example/a.png)",
                "<javascript:alert(1)>",
                "<https://e.example/\"><script>alert(1)</script>",
                "```html\n<script>alert(1)</script>\n```",
                "```\"><script>alert(1)</script>\nx\n```",
                "`<script>alert(1)</script>`",
                "    <script>alert(1)</script>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "&#60;script&#62;alert(1)&#60;/script&#62;",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<div style=\"background:url(javascript:alert(1))\">x</div>",
                "{{constructor.constructor('alert(1)')()}}",
                "<p><b onmouseover=alert(1)>x");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void letsNothingThroughThatRuns(String attack) {
        String html = markdown.html(attack);
        String rest = TAG.matcher(html).replaceAll("");
        assertThat(rest).as(html).doesNotContain("<", ">");
        // As text a word like onerror may stand; as an address or attribute it may not.
        assertThat(html.toLowerCase(Locale.ROOT)).doesNotContain("href=\"javascript", "href=\"vbscript", "href=\"data");
    }

    @Test
    void takesAnythingInAMoment() {
        for (String piece : List.of(
                "> ", "[", "*a **a ", "![a](", "- ", "`", "<a ", "_*", "&#", "[a](<b", "\\", "***", "(", "a|", "1. ",
                "\t", "[x]:")) {
            String text = piece.repeat(Post.MAX_BODY / piece.length());
            Assertions.assertTimeout(Duration.ofSeconds(2), () -> markdown.html(text), piece);
        }
        assertThat(markdown.html("*a **b ".repeat(2_000) + "**c*".repeat(2_000)))
                .isNotNull();
        assertThat(markdown.html("  ".repeat(50) + "- x\n")).isNotNull();
        StringBuilder list = new StringBuilder();
        for (int depth = 0; depth < 150; depth++) {
            list.append("  ".repeat(depth)).append("- x\n");
        }
        assertThat(markdown.html(list.substring(0, Math.min(list.length(), Post.MAX_BODY))))
                .isNotNull();
    }
}
