package dev.midwatch.eval;

import java.io.Serial;
import java.util.List;

/** Cases that cannot be used, with everything that is wrong in them. */
public final class CaseException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    CaseException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
