package dev.midwatch.channels.discord;

import dev.midwatch.api.channel.Card.Tone;

/** What a card means at first sight. Not everybody sees colours. */
final class CardTone {
    private CardTone() {}

    static String mark(Tone tone) {
        return switch (tone) {
            case CRITICAL -> "🔴";
            case WARNING -> "🟠";
            case INFO -> "🔵";
            case ASKING -> "🔧";
            case UNDER_WAY -> "⏳";
            case GOOD -> "✅";
            case BAD -> "❌";
            case VOID -> "⚪";
        };
    }

    static int colour(Tone tone) {
        return switch (tone) {
            case CRITICAL, BAD -> 0xD83A3A;
            case WARNING -> 0xE8912D;
            case INFO -> 0x3B82C4;
            case ASKING -> 0x8A63D2;
            case UNDER_WAY -> 0xD4B106;
            case GOOD -> 0x2E9E5B;
            case VOID -> 0x80848E;
        };
    }
}
