package dev.jari.e2e;

import dev.jari.e2e.DeployReleases.Addition;
import java.util.LinkedHashMap;
import java.util.Map;

/** What makes another release of the one that was built: a good one, and five that are bad at once, each in its way. */
final class DeployAdditions {
    static final Addition GOOD = Addition.text("db/migration/V900__good.sql", """
            create table deploy_proof (id text primary key);
            alter table business add column deploy_proof text not null default 'expanded';
            alter table service add column deploy_proof text;
            alter table resource add column deploy_proof text;
            alter table reservation add column deploy_proof text;
            alter table users add column deploy_proof text;
            alter table session add column deploy_proof text;
            alter table room add column deploy_proof text;
            alter table message add column deploy_proof text;
            alter table notification add column deploy_proof text;
            """);

    /** By the name of the release, in this order; each beside what the good one has. */
    static final Map<String, Addition> BAD = bad();

    private DeployAdditions() {}

    private static Map<String, Addition> bad() {
        Map<String, Addition> bad = new LinkedHashMap<>();
        bad.put("does-not-start", Addition.text("config/application.yaml", "server.ssl.bundle: none"));
        bad.put("out-of-memory", filter("Leak", "LEAK.add(new byte[12 << 20]); chain.doFilter(request, response);"));
        bad.put("never-ready", Addition.text("config/application.yaml", """
                management.endpoint.health.group.readiness.include: readinessState,diskSpace
                management.health.diskspace.threshold: 900TB
                """));
        bad.put("one-route", filter("OneRoute", """
                if (((jakarta.servlet.http.HttpServletRequest) request).getRequestURI().endsWith("/cancellation")) {
                    ((jakarta.servlet.http.HttpServletResponse) response).sendError(500);
                } else {
                    chain.doFilter(request, response);
                }
                """));
        bad.put("migration", Addition.text("db/migration/V901__broken.sql", """
                create table deploy_broken (id text primary key);
                insert into nowhere (id) values ('x');
                """));
        return bad;
    }

    /** A build whose every answer goes through this. */
    static Addition filter(String name, String body) {
        return DeployReleases.compiled("dev.jari.broken." + name, """
                package dev.jari.broken;

                @org.springframework.stereotype.Component
                public class %s implements jakarta.servlet.Filter {
                    static final java.util.Queue<byte[]> LEAK = new java.util.concurrent.ConcurrentLinkedQueue<>();

                    @Override
                    public void doFilter(jakarta.servlet.ServletRequest request, jakarta.servlet.ServletResponse response,
                            jakarta.servlet.FilterChain chain) throws java.io.IOException, jakarta.servlet.ServletException {
                        %s
                    }
                }
                """.formatted(name, body));
    }
}
