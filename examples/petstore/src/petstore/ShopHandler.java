package petstore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.stream.Collectors;

/** The shop's page: what it has, and which architecture it runs on. */
record ShopHandler(Catalogue catalogue) implements HttpHandler {
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/")) {
            TextHandler.Answer.send(exchange, 404, "text/plain; charset=utf-8", "no such page\n");
            return;
        }
        TextHandler.Answer.send(exchange, 200, "text/html; charset=utf-8", page());
    }

    private String page() {
        String rows =
                catalogue.pets().stream()
                        .map(pet -> row(pet))
                        .collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Petstore</title>
                <style>body{font:16px sans-serif;max-width:40em;margin:3em auto}td{padding:.3em 1em}</style></head>
                <body>
                <h1>Petstore</h1>
                <p>Served by <b>%s</b> (%s, Java %s).</p>
                <table>
                %s
                </table>
                </body>
                </html>
                """
                .formatted(
                        System.getProperty("os.arch"),
                        System.getenv().getOrDefault("HOSTNAME", "this machine"),
                        System.getProperty("java.version"),
                        rows);
    }

    private static String row(Catalogue.Pet pet) {
        return "<tr><td>%s</td><td>%s</td><td>$%d.%02d</td></tr>"
                .formatted(pet.name(), pet.kind(), pet.price() / 100, pet.price() % 100);
    }
}
