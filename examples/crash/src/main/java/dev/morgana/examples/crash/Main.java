package dev.morgana.examples.crash;

import java.util.List;

/// Fails while adding up the lines of an order: the trace with its cause goes to the console and the exit status is 1.
public final class Main {
    private Main() {}

    /// One line of an order as it was typed in.
    record Line(String article, String amount) {}

    /// An order that cannot be read.
    static final class OrderException extends RuntimeException {
        private static final long serialVersionUID = 1;

        OrderException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Ends by an exception that nobody catches.
    public static void main(String[] arguments) {
        var order = List.of(new Line("rope", "12"), new Line("lantern", "one"));
        System.out.println("adding up " + order.size() + " lines");
        System.out.println("total: " + total(order));
    }

    static int total(List<Line> order) {
        int total = 0;
        for (Line line : order) {
            total += amount(line);
        }
        return total;
    }

    private static int amount(Line line) {
        try {
            return Integer.parseInt(line.amount());
        } catch (NumberFormatException e) {
            throw new OrderException("no amount in the line of " + line.article(), e);
        }
    }
}
