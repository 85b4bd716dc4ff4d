package dev.jari.user;

import dev.jari.web.Problem;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class UserExport implements Export {
    private final UserStore users;
    private final Profiles profiles;

    UserExport(UserStore users, Profiles profiles) {
        this.users = users;
        this.profiles = profiles;
    }

    record Exported(
            String id,
            @Nullable String email,
            boolean emailVerified,
            String name,
            Set<String> roles,
            String language,
            String zone,
            @Nullable String picture,
            boolean hasPassword,
            Instant createdAt) {}

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public Object of(String userId) {
        var found = users.byId(userId).orElseThrow(() -> Problem.notFound("person"));
        User user = found.user();
        Profile profile = profiles.of(userId);
        return new Exported(
                user.id(),
                user.email(),
                user.emailVerified(),
                user.name(),
                user.roles(),
                profile.language().code(),
                profile.zone().getId(),
                profile.picture(),
                found.passwordHash() != null,
                user.createdAt());
    }
}
