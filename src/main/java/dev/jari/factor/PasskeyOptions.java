package dev.jari.factor;

import dev.jari.factor.PasskeySites.Site;
import dev.jari.factor.PasskeyStore.Passkey;
import dev.jari.user.User;
import java.util.List;
import java.util.Objects;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;

/** What a browser is told about a passkey to make or to find: discoverable, and opened by its owner only. */
final class PasskeyOptions {
    private PasskeyOptions() {}

    static PublicKeyCredentialCreationOptions creation(User user, Site site, Bytes challenge, List<Passkey> exclude) {
        List<PublicKeyCredentialDescriptor> present = exclude.stream()
                .map(passkey -> PublicKeyCredentialDescriptor.builder()
                        .id(Bytes.fromBase64(passkey.credentialId()))
                        .build())
                .toList();
        return PublicKeyCredentialCreationOptions.builder()
                .rp(RelyingParty.entity(site))
                .user(ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(PasskeyStore.handle(user.id()))
                        .name(Objects.requireNonNullElse(user.email(), user.name()))
                        .displayName(user.name())
                        .build())
                .challenge(challenge)
                .pubKeyCredParams(
                        PublicKeyCredentialParameters.EdDSA,
                        PublicKeyCredentialParameters.ES256,
                        PublicKeyCredentialParameters.RS256)
                .timeout(Ceremonies.LIFE)
                .excludeCredentials(present)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .attestation(AttestationConveyancePreference.NONE)
                .build();
    }

    static PublicKeyCredentialRequestOptions request(Site site, Bytes challenge) {
        return PublicKeyCredentialRequestOptions.builder()
                .challenge(challenge)
                .rpId(site.id())
                .timeout(Ceremonies.LIFE)
                .allowCredentials(List.of())
                .userVerification(UserVerificationRequirement.REQUIRED)
                .build();
    }
}
