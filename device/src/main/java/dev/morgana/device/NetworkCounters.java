package dev.morgana.device;

/// What a network card's driver has counted since its start.
///
/// @param receivedFrames frames handed up
/// @param receivedBytes bytes of these
/// @param receivedDropped frames that arrived empty or longer than the buffer to receive them
/// @param sentFrames frames queued for the card
/// @param sentBytes bytes of these
/// @param sentDropped frames to be sent by a card that had failed
/// @param refused frames for which the card had no room
/// @param interrupts interrupts acknowledged
/// @param notifications notifications given to the card
public record NetworkCounters(
        long receivedFrames,
        long receivedBytes,
        long receivedDropped,
        long sentFrames,
        long sentBytes,
        long sentDropped,
        long refused,
        long interrupts,
        long notifications) {}
