"""The commands: options in, one call a step, text out."""
