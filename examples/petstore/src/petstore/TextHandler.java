package petstore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Answers with a line of text. */
record TextHandler(Supplier<String> text) implements HttpHandler {
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Answer.send(exchange, 200, "text/plain; charset=utf-8", text.get() + "\n");
    }

    /** Sends whole answers. */
    static final class Answer {
        private Answer() {}

        static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            try (var stream = exchange.getResponseBody()) {
                stream.write(bytes);
            }
        }
    }
}
