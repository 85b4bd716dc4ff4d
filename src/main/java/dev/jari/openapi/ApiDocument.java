package dev.jari.openapi;

import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.ObjectSchema;
import java.io.IOException;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.node.ObjectNode;

/** The document as a whole: it begins with {@code openapi.yaml} and has an order that no run of the program changes. */
@Configuration
class ApiDocument {

    @Bean
    OpenAPI openApi(ObjectProvider<BuildProperties> build) throws IOException {
        // A merge patch is any object; reading one off Jackson's own type only warns.
        SpringDocUtils.getConfig().replaceWithSchema(ObjectNode.class, new ObjectSchema());
        try (var file = new ClassPathResource("openapi.yaml").getInputStream()) {
            OpenAPI api = Yaml31.mapper().readValue(file, OpenAPI.class);
            BuildProperties properties = build.getIfAvailable();
            api.getInfo().version(properties == null ? "0" : properties.getVersion());
            return api;
        }
    }

    @Bean
    OpenApiCustomizer wholeDocument() {
        return api -> {
            var examples = new ApiExamples(api.getComponents());
            api.getPaths().values().forEach(path -> path.readOperations().forEach(examples::complete));
            sort(api);
        };
    }

    private static void sort(OpenAPI api) {
        var paths = new Paths();
        new TreeMap<>(api.getPaths()).forEach(paths::addPathItem);
        api.setPaths(paths);
        Components components = api.getComponents();
        components.setSchemas(new TreeMap<>(components.getSchemas()));
        components.setResponses(new TreeMap<>(components.getResponses()));
    }
}
