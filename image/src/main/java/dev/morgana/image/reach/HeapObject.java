package dev.morgana.image.reach;

/// An object that lies in the image.
///
/// @param address as linked; a running image has its heap elsewhere
/// @param size bytes
/// @param type the name of its class
/// @param keeper what refers to it
record HeapObject(long address, long size, String type, Reason keeper) {}
