package petstore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small web shop that says which architecture it runs on. */
public final class Petstore {
    private static final String ARCHITECTURE = System.getProperty("os.arch");

    private Petstore() {}

    public static void main(String[] arguments) throws IOException {
        int port = setting("PORT", 8080);
        int drainSeconds = setting("DRAIN_SECONDS", 5);
        String host = hostName();
        String page = Page.of(Catalogue.PETS, ARCHITECTURE, host);

        HttpServer server = HttpServer.create(new InetSocketAddress(port), 128);
        ExecutorService workers = Executors.newFixedThreadPool(16);
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            boolean isHome = exchange.getRequestURI().getPath().equals("/");
            answer(exchange, isHome ? 200 : 404, isHome ? "text/html" : "text/plain", isHome ? page : "not found\n");
        });
        server.createContext("/health", exchange -> answer(exchange, 200, "text/plain", "ok\n"));
        server.createContext("/arch", exchange -> answer(exchange, 200, "text/plain", ARCHITECTURE + "\n"));
        server.createContext("/host", exchange -> answer(exchange, 200, "text/plain", host + "\n"));

        // Kubernetes takes the pod out of the Service while it sends SIGTERM, and neither waits for the other:
        // requests still arrive for a moment, so they are still answered.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("petstore: SIGTERM; answering for " + drainSeconds + " more seconds");
            sleep(drainSeconds);
            server.stop(1);
            workers.shutdown();
        }));
        server.start();
        System.out.println("petstore: port " + port + " on " + ARCHITECTURE);
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            boolean hasBody = !exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
            if (hasBody) {
                try (OutputStream output = exchange.getResponseBody()) {
                    output.write(body);
                }
            }
        }
    }

    private static int setting(String name, int byDefault) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            return byDefault;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException problem) {
            throw new IllegalArgumentException(name + " must be a whole number, not \"" + value + "\"", problem);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException problem) {
            return "unknown";
        }
    }

    private static void sleep(int seconds) {
        try {
            Thread.sleep(seconds * 1000L);
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
        }
    }
}
