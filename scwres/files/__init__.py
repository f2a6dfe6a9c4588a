"""Files and folders: written whole or not at all, and never a word untrue of it."""
