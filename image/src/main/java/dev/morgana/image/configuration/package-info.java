/// From a program's configuration class to the description of its machine: [dev.morgana.image.configuration.ConfigurationClass] finds
/// and asks it, [dev.morgana.image.configuration.Settings] is what the image builder is told, and
/// [dev.morgana.image.configuration.DeviceGraph] is the machine as text and as a picture.
@NullMarked
package dev.morgana.image.configuration;

import org.jspecify.annotations.NullMarked;
