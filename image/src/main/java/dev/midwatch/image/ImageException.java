package dev.midwatch.image;

/** Why no image came of it, for whoever asked for one. */
final class ImageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ImageException(String message) {
        super(message);
    }

    ImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
