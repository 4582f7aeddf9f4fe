package petstore;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts the shop, and closes it in order: who is on the way in is still served. */
public final class Main {
    private static final int PORT = number("PORT", 8080);
    /** How long the shop stays open after SIGTERM, until no load balancer sends anybody any more. */
    private static final Duration DRAIN = Duration.ofSeconds(number("DRAIN_SECONDS", 5));

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(PORT), 128);
        ExecutorService workers = Executors.newFixedThreadPool(8);
        server.setExecutor(workers);
        server.createContext("/health", new TextHandler(() -> "ok"));
        server.createContext("/arch", new TextHandler(() -> System.getProperty("os.arch")));
        server.createContext("/", new ShopHandler(Catalogue.standard()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server, workers)));
        server.start();
        System.out.printf("petstore on port %d, %s%n", PORT, System.getProperty("os.arch"));
    }

    private static void close(HttpServer server, ExecutorService workers) {
        System.out.printf("closing in %d s%n", DRAIN.toSeconds());
        try {
            Thread.sleep(DRAIN.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        server.stop(1);
        workers.shutdown();
    }

    private static int number(String variable, int otherwise) {
        String text = System.getenv(variable);
        return text == null || text.isBlank() ? otherwise : Integer.parseInt(text.trim());
    }
}
