package dev.jari.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.node.ObjectNode;

/** The document as a whole: what it is called, how one signs in, and an order that no run of the program changes. */
@Configuration
class ApiDocument {
    static final String BEARER = "bearer";
    static final String COOKIE = "cookie";

    private static final String DESCRIPTION = """
            Find a shop, see when it is free, book a place that nobody else can get.

            Sign in at `POST /api/auth/login` and send `Authorization: Bearer <accessToken>`. Browsers send `X-Jari-Client: web` \
            instead and are given cookies that scripts cannot read.

            Every error is `application/problem+json` (RFC 9457): branch on `code`, show `detail`, and quote `traceId` when you ask \
            for help. Lists answer `{"items": [...], "next": cursor or null}`; ask for the following page with `?cursor=`. \
            Instants are ISO 8601, ids are strings.
            """;

    @Bean
    OpenAPI openApi(ObjectProvider<BuildProperties> build) {
        // A merge patch is any object; reading one off Jackson's own type only warns.
        SpringDocUtils.getConfig().replaceWithSchema(ObjectNode.class, new ObjectSchema());
        BuildProperties properties = build.getIfAvailable();
        return new OpenAPI()
                .info(new Info()
                        .title("Jari")
                        .version(properties == null ? "0" : properties.getVersion())
                        .description(DESCRIPTION)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                // Relative, so that the document is the same wherever it is served.
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT"))
                        .addSecuritySchemes(
                                COOKIE,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.COOKIE)
                                        .name("__Host-jari_at")
                                        .description("Set by signing in with `X-Jari-Client: web`")));
    }

    @Bean
    OpenApiCustomizer wholeDocument() {
        return api -> {
            ApiErrors.describe(api.getComponents());
            var examples = new ApiExamples(api.getComponents());
            operations(api).forEach(examples::complete);
            sort(api);
        };
    }

    private static List<Operation> operations(OpenAPI api) {
        return api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .toList();
    }

    private static void sort(OpenAPI api) {
        var paths = new Paths();
        new TreeMap<>(api.getPaths()).forEach(paths::addPathItem);
        api.setPaths(paths);
        Components components = api.getComponents();
        components.setSchemas(new TreeMap<>(components.getSchemas()));
        components.setResponses(new TreeMap<>(components.getResponses()));
        if (api.getTags() != null) {
            api.setTags(api.getTags().stream()
                    .sorted(Comparator.comparing(Tag::getName))
                    .toList());
        }
    }
}
