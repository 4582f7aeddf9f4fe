package petstore;

import java.util.List;

/** The shop's only page. */
final class Page {
    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Petstore on %1$s</title>
            <style>
              body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 46rem; padding: 2rem 1rem;
                     color: #23303a; background: #f6f8f7 }
              header { display: flex; align-items: baseline; justify-content: space-between; gap: 1rem }
              .arch { background: #1c6e5b; color: #fff; border-radius: 1rem; padding: .2rem .9rem }
              ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 1rem; padding: 0 }
              li { list-style: none; background: #fff; border-radius: .6rem; padding: 1rem; box-shadow: 0 1px 3px #0002 }
              .picture { font-size: 2.5rem }
              .price { float: right; font-weight: 600 }
              footer { color: #62717c }
            </style>
            <header><h1>Petstore</h1><span class="arch">%1$s</span></header>
            <ul>
            %2$s</ul>
            <footer>Served by %3$s, Java %4$s on %1$s.</footer>
            </html>
            """;
    private static final String ITEM = """
            <li><div class="picture">%s</div><span class="price">%s</span><b>%s</b><br>%s</li>
            """;

    private Page() {}

    static String of(List<Pet> pets, String architecture, String host) {
        StringBuilder items = new StringBuilder();
        for (Pet pet : pets) {
            items.append(ITEM.formatted(pet.picture(), pet.price(), pet.name(), pet.kind()));
        }
        return FRAME.formatted(architecture, items, host, System.getProperty("java.version"));
    }
}
