/// Why each part of an image is in it.
///
/// While an image is built, `dev.morgana.image.hosted` writes down what the analysis found reachable, with the first reason for each, and where every method and object lies.
/// [ReachabilityFile] keeps that beside the image, [Reachability] is the graph of it, [Why] answers questions from the graph, and [Treemap] draws the bytes.
@NullMarked
package dev.morgana.image.reach;

import org.jspecify.annotations.NullMarked;
