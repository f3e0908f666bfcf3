package dev.morgana.virtio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.morgana.testkit.Property;
import dev.morgana.wire.PacketBuffer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Nothing is lost and nobody sleeps for ever: card and driver each act only when the other has notified or interrupted them, and the
/// card's actions fall between any two accesses of the driver to shared memory.
class WakeUpTest {
    private static final int FRAMES = 200;

    @Test
    void everyFrameArrivesInOrder() {
        Property.check(300, random -> new Conversation(random).run());
    }

    /// One card and its driver, which send each other frames that bear a number.
    private static final class Conversation {
        private final RandomGenerator random;
        private final FakeCard card;
        private final VirtioNetwork driver;
        private final PacketBuffer arrived = PacketBuffer.unpooled(0, 9000);
        private final PacketBuffer leaving = PacketBuffer.unpooled(0, 60);
        private final int haste;
        private int delivered;
        private int received;
        private int transmitted;
        private boolean cardSleepsOnReceive;
        private boolean cardSleepsOnTransmit = true;
        private int receiveNotifications;
        private int transmitNotifications;

        Conversation(RandomGenerator random) {
            this.random = random;
            long features = FakeCard.USUAL | (random.nextBoolean() ? FakeDevice.EVENT_IDX : 0);
            int limit = 1 << random.nextInt(1, 6);
            card = new FakeCard(features, Math.max(limit, 4), 1 << random.nextInt(6));
            haste = random.nextInt(2, 100);
            driver = card.driver();
            card.device.queues[1].wantNotification(true);
            leaving.append(60);
        }

        void run() {
            card.memory.beforeEachAccess(() -> {
                if (random.nextInt(haste) == 0) {
                    cardActs();
                }
            });
            driverSends();
            while (received < FRAMES || card.sent.size() < FRAMES) {
                boolean acted = cardActs();
                if (card.device.interruptStatus != 0) {
                    driverWakes();
                } else if (!acted) {
                    throw new AssertionError(
                            "both sleep: delivered %d, received %d, transmitted %d, sent %d"
                                    .formatted(delivered, received, transmitted, card.sent.size()));
                }
            }
            assertNull(driver.failure());
            for (int i = 0; i < FRAMES; i++) {
                assertEquals(i, number(card.sent.remove()));
            }
        }

        private boolean cardActs() {
            boolean acted = cardDelivers();
            return cardTakes() || acted;
        }

        private boolean cardDelivers() {
            int notifications = card.device.notified[0];
            if (cardSleepsOnReceive && notifications == receiveNotifications) {
                return false;
            }
            receiveNotifications = notifications;
            cardSleepsOnReceive = false;
            if (delivered == FRAMES) {
                return false;
            }
            byte[] frame = new byte[random.nextInt(2, 6000)];
            frame[0] = (byte) delivered;
            frame[1] = (byte) (delivered >> 8);
            // False: it has asked for a notification of new buffers, in the same step as it looked
            // for them.
            cardSleepsOnReceive = !card.deliver(frame);
            delivered += cardSleepsOnReceive ? 0 : 1;
            return !cardSleepsOnReceive;
        }

        private boolean cardTakes() {
            int notifications = card.device.notified[1];
            if (cardSleepsOnTransmit && notifications == transmitNotifications) {
                return false;
            }
            transmitNotifications = notifications;
            cardSleepsOnTransmit = !card.takeSent();
            return !cardSleepsOnTransmit;
        }

        private void driverWakes() {
            assertTrue(driver.acknowledgeInterrupt());
            while (driver.receive(arrived)) {
                assertTrue(arrived.length() > 1);
                assertEquals(received++, number(arrived.toByteArray()));
            }
            driverSends();
        }

        private void driverSends() {
            while (transmitted < FRAMES) {
                leaving.array()[0] = (byte) transmitted;
                leaving.array()[1] = (byte) (transmitted >> 8);
                if (!driver.transmit(leaving)) {
                    break;
                }
                transmitted++;
                if (random.nextInt(8) == 0) {
                    driver.flush();
                }
            }
            driver.flush();
        }

        private static int number(byte[] frame) {
            return (frame[0] & 255) | (frame[1] & 255) << 8;
        }
    }

    @Test
    void countersWrapWithoutHarm() {
        var card = new FakeCard(FakeCard.USUAL | FakeDevice.EVENT_IDX, 4, 4);
        VirtioNetwork driver = card.driver();
        PacketBuffer buffer = PacketBuffer.unpooled(0, 2000);
        PacketBuffer frame = PacketBuffer.copyOf(new byte[] {9});
        byte[] arriving = {1, 2, 3};
        for (int i = 0; i < 140_000; i++) {
            assertTrue(card.deliver(arriving));
            assertTrue(driver.acknowledgeInterrupt(), "interrupt " + i);
            assertTrue(driver.receive(buffer));
            assertTrue(!driver.receive(buffer));
            assertTrue(driver.transmit(frame));
            driver.flush();
            assertTrue(card.takeSent());
            card.sent.clear();
        }
        assertArrayEquals(arriving, buffer.toByteArray());
        assertNull(driver.failure());
    }
}
