package dev.llavero.testkit.outline;

/** A call that the server answers with an error, in Outline's words. */
final class Problem extends RuntimeException {

    final int status;
    final String code;

    private Problem(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Problem notFound(String keyId) {
        return new Problem(404, "NotFound", "Access key \"" + keyId + "\" not found");
    }

    static Problem noSuchPath(String path) {
        return new Problem(404, "ResourceNotFound", path + " does not exist");
    }

    static Problem conflict(String message) {
        return new Problem(409, "Conflict", message);
    }

    static Problem invalid(String message) {
        return new Problem(400, "InvalidArgument", message);
    }

    static Problem internal(String message) {
        return new Problem(500, "InternalServer", message);
    }
}
