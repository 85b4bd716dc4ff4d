package dev.jari.user;

import dev.jari.web.Checks;
import dev.jari.web.Language;
import dev.jari.web.MergePatch;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** What people say about themselves. */
@Service
@Transactional(readOnly = true)
public class Profiles {
    private static final int MAX_PICTURE = 500;

    private final AccountStore accounts;
    private final UserStore users;

    Profiles(AccountStore accounts, UserStore users) {
        this.accounts = accounts;
        this.users = users;
    }

    /** What can be changed; what is absent stays. */
    @Schema(name = "ProfileChange")
    public record Draft(
            @Schema(example = "Mina") @Nullable String name,

            @Schema(
                    example = "ko",
                    allowableValues = {"ko", "en"})
            @Nullable
            String language,

            @Schema(example = "Asia/Seoul") @Nullable String zone,

            @Schema(example = "https://pictures.example/mina.jpg", description = "An https address, or null for none")
            @Nullable
            String picture) {

        private Profile checked(Checks checks) {
            var chosen = Language.of(language);
            boolean real =
                    zone != null && ZoneRulesProvider.getAvailableZoneIds().contains(zone);
            checks.that(
                    name != null && User.isName(name.strip()),
                    "name",
                    "size",
                    "A name has 1 to %d printable characters.".formatted(User.MAX_NAME));
            checks.that(chosen.isPresent(), "language", "not_allowed", "Write one of ko, en.");
            checks.that(real, "zone", "not_allowed", "Write a region such as Asia/Seoul.");
            checks.that(picture == null || isPicture(picture), "picture", "not_allowed", "Write an https address.");
            checks.done();
            return new Profile(chosen.orElseThrow(), ZoneId.of(Objects.requireNonNull(zone)), picture);
        }

        private static boolean isPicture(String text) {
            try {
                URI uri = new URI(text);
                return text.length() <= MAX_PICTURE
                        && "https".equalsIgnoreCase(uri.getScheme())
                        && uri.getHost() != null
                        && uri.getUserInfo() == null;
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }

    public Profile of(String userId) {
        return accounts.profile(userId).orElseThrow(() -> Problem.notFound("person"));
    }

    /** 422 with the fields that are not acceptable. */
    @Transactional
    public void change(String userId, ObjectNode patch) {
        User user =
                users.byId(userId).orElseThrow(() -> Problem.notFound("person")).user();
        Profile profile = of(userId);
        Draft current =
                new Draft(user.name(), profile.language().code(), profile.zone().getId(), profile.picture());
        Draft draft = MergePatch.apply(current, patch, Draft.class);
        Profile changed = draft.checked(new Checks());
        accounts.write(userId, Objects.requireNonNull(draft.name()).strip(), changed);
    }
}
