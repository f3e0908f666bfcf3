package dev.morgana.examples.hello;

/// Says hello: to the world, or to those whom the arguments name.
public final class Main {
    private Main() {}

    /// Prints one line.
    public static void main(String[] arguments) {
        System.out.println(greeting(arguments));
    }

    static String greeting(String[] names) {
        return "hello, " + (names.length == 0 ? "world" : String.join(" and ", names));
    }
}
