package dev.jari.auth;

import io.swagger.v3.oas.annotations.media.Schema;

/** How far somebody has come who proved who they are: signed in, or asked for a second factor. */
@Schema(oneOf = {SignedIn.class, SecondFactor.class})
sealed interface Arrival permits SignedIn, SecondFactor {}
