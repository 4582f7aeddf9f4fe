package petstore;

import java.util.List;

/** What the shop has. */
final class Catalogue {
    static final List<Pet> PETS =
            List.of(
                    new Pet("🐠", "Koi", "fish", 1850),
                    new Pet("🐶", "Bulldog", "dog", 64900),
                    new Pet("🐱", "Manx", "cat", 23500),
                    new Pet("🦎", "Iguana", "reptile", 18500),
                    new Pet("🐦", "Finch", "bird", 1950));

    private Catalogue() {}
}
