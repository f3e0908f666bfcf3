/// A web server that knows nothing of the machine that it runs on. [dev.morgana.examples.web.Main] says what there is,
/// [dev.morgana.examples.web.Router] finds the handler of a request, [dev.morgana.examples.web.Site] serves the pages,
/// [dev.morgana.examples.web.Status] describes the running program, [dev.morgana.examples.web.Pattern] makes the bytes of a
/// download, and [dev.morgana.examples.web.Exchanges] holds what all answers have in common.
@NullMarked
package dev.morgana.examples.web;

import org.jspecify.annotations.NullMarked;
