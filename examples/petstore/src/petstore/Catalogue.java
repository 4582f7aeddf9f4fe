package petstore;

import java.util.List;

/** What the shop has. */
record Catalogue(List<Pet> pets) {
    /** A pet for sale; the price is in cents. */
    record Pet(String name, String kind, int price) {}

    static Catalogue standard() {
        return new Catalogue(
                List.of(
                        new Pet("Koi", "fish", 1850),
                        new Pet("Bulldog", "dog", 64900),
                        new Pet("Manx", "cat", 23500),
                        new Pet("Iguana", "reptile", 18500),
                        new Pet("Finch", "bird", 1950)));
    }
}
