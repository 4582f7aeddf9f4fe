package petstore;

/** Something to sell: a name, what it is, and its price in cents. */
record Pet(String picture, String name, String kind, int cents) {
    String price() {
        return String.format("%d.%02d", cents / 100, cents % 100);
    }
}
