"""Numbers and pieces of sentences, and texts that are safe wherever they are shown."""
